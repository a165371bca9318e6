package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;

/** Foreign bytes as text that is safe on a terminal. */
final class Texts {
    private static final int LIMIT = 200;

    private Texts() {}

    /** At most 200 characters, without control characters: neither command lines nor messages steer the terminal. */
    static String printable(byte[] bytes, int offset, int length) {
        // A character has at most four bytes.
        int enough = Math.min(length, 4 * (LIMIT + 1));
        return printable(new String(bytes, offset, enough, StandardCharsets.UTF_8));
    }

    /** The same of bytes in pieces. */
    static String printable(ByteString bytes) {
        byte[] enough = bytes.substring(0, Math.min(bytes.size(), 4 * (LIMIT + 1))).toByteArray();
        return printable(enough, 0, enough.length);
    }

    static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LIMIT)
                .map(c -> Character.isWhitespace(c) ? ' ' : Character.isISOControl(c) ? '?' : c)
                .forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > LIMIT ? line.append('…').toString() : line.toString();
    }

    /** At most {@code characters} of it. */
    static String cut(String text, int characters) {
        int most = Math.max(0, characters);
        return text.codePointCount(0, text.length()) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
