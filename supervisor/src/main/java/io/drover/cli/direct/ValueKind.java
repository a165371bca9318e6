package io.drover.cli.direct;

import io.drover.cli.words.BlockSize;
import io.drover.cli.words.Count;

/** What the value of an option is. */
public enum ValueKind {
    TEXT,
    INTEGER,
    LONG,
    /** A number of things, as {@link Count} reads it. */
    COUNT,
    /** A number of bytes, as {@link BlockSize} reads it. */
    SIZE;

    /** Throws some exception where {@code text} is nothing of this kind. */
    Object parse(String text) {
        return switch (this) {
            case TEXT -> text;
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case COUNT -> Count.parse(text);
            case SIZE -> BlockSize.parse(text);
        };
    }

    /** Whether {@code word}, which stands behind an option that may go without a value, is one all the same. */
    public boolean looksLikeOne(String word) {
        return switch (this) {
            case TEXT -> word.equals("-") || !word.startsWith("-");
            case INTEGER, LONG, COUNT, SIZE -> isNumber(word);
        };
    }

    private static boolean isNumber(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
