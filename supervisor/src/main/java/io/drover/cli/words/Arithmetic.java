package io.drover.cli.words;

import java.util.OptionalDouble;

/** Reads numbers with {@code + - * /} and parentheses between them. */
final class Arithmetic {
    private final String text;
    private int at;

    private Arithmetic(String text) {
        this.text = text;
    }

    /** What {@code text} comes to; empty if it is nothing of that kind. */
    static OptionalDouble value(String text) {
        Arithmetic reader = new Arithmetic(text.replaceAll("(?<![0-9.])\\s+|\\s+(?![0-9.])", ""));
        double value = reader.sum();
        return reader.at < reader.text.length() || !Double.isFinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private double sum() {
        double value = product();
        while (true) {
            if (take('+')) {
                value += product();
            } else if (take('-')) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = atom();
        while (true) {
            if (take('*')) {
                value *= atom();
            } else if (take('/')) {
                value /= atom();
            } else {
                return value;
            }
        }
    }

    /** Not a number where there is none: nothing is made of it any more. */
    private double atom() {
        if (take('(')) {
            double value = sum();
            return take(')') ? value : Double.NaN;
        }
        int from = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.' && at > from)) {
            at++;
        }
        try {
            return Double.parseDouble(text.substring(from, at));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private boolean take(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }
}
