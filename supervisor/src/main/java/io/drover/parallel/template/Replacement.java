package io.drover.parallel.template;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A replacement string and what it stands for.
 *
 * @param pattern finds it; group {@code position}, where there is one, says which of the values is meant
 * @param part what it stands for, of all values
 * @param spansWords whether it may begin in one word of the user and end in a later one
 */
record Replacement(Pattern pattern, Function<MatchResult, TemplatePart> part, boolean spansWords) {

    Replacement(Pattern pattern, Function<MatchResult, TemplatePart> part) {
        this(pattern, part, false);
    }

    /** A number of a value, which blanks may follow, or the name of its column. */
    private static final String POSITION = "(-?[0-9]+|[^{}]*?)(?:(?<=[0-9])\\s+)?";

    /** A replacement string for {@code transform} of a value; {@code {x}} has a form {@code {2x}} too. */
    static Replacement ofValue(String tag, Transform transform) {
        return new Replacement(pattern(tag), match -> new TemplatePart.Value(0, transform, true));
    }

    static Replacement of(String tag, TemplatePart part) {
        return new Replacement(Pattern.compile("()" + Pattern.quote(tag)), match -> part);
    }

    static Pattern pattern(String tag) {
        return positional(tag, Pattern.quote(tag.startsWith("{") ? tag.substring(1) : tag));
    }

    /** @param rest a regular expression for what follows the opening brace in {@code tag}, or for all of it */
    static Pattern positional(String tag, String rest) {
        return Pattern.compile(tag.startsWith("{") ? "\\{" + POSITION + rest : "()" + rest);
    }
}
