package io.drover.parallel.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Backslash escapes for bytes that are hard to type. Unknown ones stay as they are. */
public final class Escapes {
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:([abefnrtv\\\\])|x([0-9a-fA-F]{1,2})|([0-3]?[0-7]{1,2}))");
    private static final String LETTERS = "abefnrtv\\";
    private static final String MEANINGS = "\u0007\b\u001b\f\n\r\t\u000b\\";

    private Escapes() {}

    public static String expand(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(String.valueOf(meaning(match))));
    }

    private static char meaning(MatchResult match) {
        if (match.group(1) != null) {
            return MEANINGS.charAt(LETTERS.indexOf(match.group(1)));
        }
        return match.group(2) != null
                ? (char) Integer.parseInt(match.group(2), 16)
                : (char) Integer.parseInt(match.group(3), 8);
    }
}
