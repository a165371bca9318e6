package io.drover.help;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The marks within a text: {@code `code`} and {@code *emphasis*}. */
final class Inline {
    private static final Pattern MARKED = Pattern.compile("`([^`]+)`|\\*([^*`]+)\\*");
    /** In Markdown these begin something that we have not. */
    private static final Pattern FOREIGN = Pattern.compile("[`*\\\\]|</?\\w|&\\w+;|\\]\\(|\\]\\[|\\b__|[^ -~]");

    private Inline() {}

    /** The text without its marks. */
    static String plain(String text) {
        return replaced(text, plain -> plain, code -> code, emphasis -> emphasis);
    }

    static String replaced(
            String text,
            UnaryOperator<String> plain,
            UnaryOperator<String> code,
            UnaryOperator<String> emphasis) {
        StringBuilder out = new StringBuilder();
        int end = 0;
        Matcher marked = MARKED.matcher(text);
        while (marked.find()) {
            out.append(plain.apply(text.substring(end, marked.start())));
            MatchResult found = marked.toMatchResult();
            out.append(found.group(1) != null ? code.apply(found.group(1)) : emphasis.apply(found.group(2)));
            end = marked.end();
        }
        return out.append(plain.apply(text.substring(end))).toString();
    }

    /** Returns {@code text}, if it has no other marks than ours. */
    static String checked(String text) {
        Matcher foreign = FOREIGN.matcher(replaced(text, plain -> plain, code -> "", emphasis -> emphasis));
        if (foreign.find()) {
            throw new IllegalArgumentException("no such mark here, '" + foreign.group() + "': " + text);
        }
        return text;
    }
}
