package io.drover.cli;

import io.drover.supervisor.input.UsageException;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of {@code -j} and {@code --load}: N, N%, +N, -N. */
final class JobCount {
    /** What "as many as possible" comes to: a thread and some descriptors for each. */
    static final int MOST = 250;

    private static final double LEAST_LOAD = 0.01;
    private static final Pattern FORM = Pattern.compile("([+-]?)(\\d+(?:\\.\\d+)?)(%?)");

    private JobCount() {}

    /** Tasks at a time; 0 is as many as possible. */
    static int parse(String text) {
        return tasks(text).orElseThrow(() -> new UsageException("-j wants N, N%, +N, -N or 0, not '" + text + "'"));
    }

    /** The number of threads at which the machine has enough to do. */
    static double load(String text) {
        return Math.max(LEAST_LOAD, amount(text)
                .orElseThrow(() -> new UsageException("--load wants N, N%, +N or -N, not '" + text + "'")));
    }

    private static OptionalDouble amount(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return OptionalDouble.empty();
        }
        int cores = Runtime.getRuntime().availableProcessors();
        double value = Double.parseDouble(form.group(2));
        double amount = form.group(3).isEmpty() ? value : cores * value / 100;
        return OptionalDouble.of(
                switch (form.group(1)) {
                    case "+" -> cores + amount;
                    case "-" -> cores - amount;
                    default -> amount;
                });
    }

    /** Tasks at a time as -j says it; empty if {@code text} says nothing. */
    static OptionalInt tasks(String text) {
        OptionalDouble amount = amount(text);
        if (amount.isEmpty()) {
            return OptionalInt.empty();
        }
        boolean unlimited = text.matches("0+");
        return OptionalInt.of(unlimited ? MOST : (int) Math.max(1, Math.ceil(amount.getAsDouble())));
    }
}
