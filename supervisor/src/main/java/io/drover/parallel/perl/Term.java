package io.drover.parallel.perl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what may stand on the right of {@code $_=}: strings, {@code $_}, functions, joined with dots. */
final class Term {
    private static final Pattern CONVERSION = Pattern.compile("%(?:%|(0?)([0-9]{0,3})([ds]))");

    private final Cursor cursor;
    private boolean needsTotal;

    Term(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Whether anything that was read needs the number of all tasks. */
    boolean needsTotal() {
        return needsTotal;
    }

    Step joined() {
        Step first = single();
        while (cursor.accept(".")) {
            Step left = first;
            Step right = single();
            first = (value, task) -> left.apply(value, task) + right.apply(value, task);
        }
        return first;
    }

    private Step single() {
        if (cursor.accept("$job->")) {
            String method = cursor.word();
            noArguments();
            return number(method);
        }
        if (cursor.accept("$_")) {
            return (value, task) -> value;
        }
        if (cursor.accept("\"")) {
            Interpolation text = Interpolation.parse(cursor.delimited('"'), cursor);
            return (value, task) -> text.expand(null, value);
        }
        if (cursor.accept("'")) {
            String text = cursor.delimited('\'');
            return (value, task) -> text;
        }
        String word = cursor.word();
        if (word.matches("[0-9]+")) {
            return (value, task) -> word;
        }
        return function(word);
    }

    private Step function(String name) {
        return switch (name) {
            case "uc" -> change(Case::upper);
            case "lc" -> change(Case::lower);
            case "ucfirst" -> change(Case::upperFirst);
            case "lcfirst" -> change(Case::lowerFirst);
            case "length" -> change(text -> Integer.toString(text.length()));
            case "reverse" -> change(text -> new StringBuilder(text).reverse().toString());
            case "substr" -> substring(arguments());
            case "sprintf" -> format(arguments());
            default -> {
                noArguments();
                yield number(name);
            }
        };
    }

    private Step number(String name) {
        switch (name) {
            case "seq":
                return (value, task) -> Long.toString(task.sequence());
            case "total_jobs":
                needsTotal = true;
                return (value, task) -> Long.toString(task.total());
            default:
                throw cursor.unsupported();
        }
    }

    /** A function of one argument, which is {@code $_} when it is left out. */
    private Step change(UnaryOperator<String> function) {
        if (!cursor.accept("(")) {
            return (value, task) -> function.apply(value);
        }
        Step argument = joined();
        cursor.expect(")");
        return (value, task) -> function.apply(argument.apply(value, task));
    }

    private Step substring(List<Step> arguments) {
        if (arguments.size() < 2 || arguments.size() > 3) {
            throw cursor.unsupported();
        }
        return (value, task) -> {
            String text = arguments.get(0).apply(value, task);
            int from = Math.min(integer(arguments.get(1).apply(value, task)), text.length());
            int length = arguments.size() < 3 ? text.length() : integer(arguments.get(2).apply(value, task));
            return text.substring(from, Math.min(text.length(), from + length));
        };
    }

    private Step format(List<Step> arguments) {
        if (arguments.isEmpty()) {
            throw cursor.unsupported();
        }
        return (value, task) -> {
            int[] next = {1};
            return CONVERSION.matcher(arguments.get(0).apply(value, task)).replaceAll(match -> {
                if (match.group(3) == null) {
                    return "%";
                }
                int index = next[0]++;
                String text = index < arguments.size() ? arguments.get(index).apply(value, task) : "";
                String shown = match.group(3).equals("d") ? Integer.toString(integer(text)) : text;
                String width = match.group(2);
                String fill = match.group(1).isEmpty() ? " " : "0";
                int missing = width.isEmpty() ? 0 : Integer.parseInt(width) - shown.length();
                return Matcher.quoteReplacement(fill.repeat(Math.max(0, missing)) + shown);
            });
        };
    }

    private List<Step> arguments() {
        cursor.expect("(");
        List<Step> arguments = new ArrayList<>();
        do {
            arguments.add(joined());
        } while (cursor.accept(","));
        cursor.expect(")");
        return arguments;
    }

    private void noArguments() {
        cursor.expect("(");
        cursor.expect(")");
    }

    /** The digits a text starts with, as Perl reads a number. */
    private static int integer(String text) {
        Matcher matcher = Pattern.compile("\\s*([0-9]{1,9})").matcher(text);
        return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
