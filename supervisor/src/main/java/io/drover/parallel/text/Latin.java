package io.drover.parallel.text;

/**
 * Bytes as characters, for regular expressions, without a copy.
 *
 * @param from the first byte
 * @param to the end, exclusive
 */
public record Latin(byte[] bytes, int from, int to) implements CharSequence {

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        return (char) (bytes[from + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new Latin(bytes, from + start, from + end);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
