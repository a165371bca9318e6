package io.drover.report;

import java.nio.charset.StandardCharsets;

/** Foreign bytes as text that can be read: what is invisible or would turn the text around becomes visible. */
final class Shown {
    private static final char BROKEN = '\uFFFD';

    private Shown() {}

    /** On one line; with "…" if it has more than {@code most} characters. */
    static String line(byte[] bytes, int most) {
        int enough = Math.min(bytes.length, bytesOf(most));
        return line(new String(bytes, 0, enough, StandardCharsets.UTF_8), most);
    }

    static String line(String text, int most) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(most).map(c -> c == '\n' ? '↵' : visible(c)).forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > most ? line.append('…').toString() : line.toString();
    }

    /** With its newlines and TABs. */
    static String block(String text) {
        StringBuilder block = new StringBuilder();
        text.codePoints().map(c -> c == '\n' || c == '\t' ? c : visible(c)).forEach(block::appendCodePoint);
        return block.toString();
    }

    /** How many bytes are enough to show {@code most} characters, and whether there are more. */
    static int bytesOf(int most) {
        return 4 * (most + 1);
    }

    private static int visible(int c) {
        if (c == '\t') {
            return ' ';
        }
        if (c < ' ') {
            // The pictures of control characters stand in the same order.
            return '\u2400' + c;
        }
        boolean control = c == 127 || Character.getType(c) == Character.CONTROL;
        boolean turnsAround = Character.getType(c) == Character.FORMAT && c != '\u200D';
        return control || turnsAround || Character.getType(c) == Character.SURROGATE ? BROKEN : c;
    }
}
