package io.drover.parallel.text;

/** Makes one word of a Bourne-like shell from any bytes. */
public final class ShellQuote {
    private static final boolean[] SAFE = new boolean[256];
    private static final byte[] APOSTROPHE = {'"', '\'', '"'};

    static {
        for (char c = 0; c < 256; c++) {
            SAFE[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.+/".indexOf(c) >= 0;
        }
    }

    private ShellQuote() {}

    /** {@code value} as one word. */
    public static byte[] word(byte[] value) {
        ByteBuilder out = new ByteBuilder();
        append(out, value);
        return out.toByteArray();
    }

    public static void append(ByteBuilder out, byte[] value) {
        append(out, value, 0, value.length);
    }

    public static void append(ByteBuilder out, byte[] value, int from, int to) {
        if (isSafe(value, from, to)) {
            out.append(value, from, to);
        } else {
            appendPieces(out, value, from, to);
        }
    }

    private static boolean isSafe(byte[] value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!SAFE[value[i] & 0xff]) {
                return false;
            }
        }
        return to > from;
    }

    /** Between apostrophes; an apostrophe itself between quotation marks. */
    private static void appendPieces(ByteBuilder out, byte[] value, int from, int to) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || value[i] == '\'') {
                boolean atEdge = start == from || i == to;
                if (start < i || !atEdge || from == to) {
                    out.append('\'');
                    out.append(value, start, i);
                    out.append('\'');
                }
                if (i < to) {
                    out.append(APOSTROPHE);
                }
                start = i + 1;
            }
        }
    }
}
