package io.drover.parallel.text;

import java.util.Arrays;

/** A buffer that grows by doubling and is used again for the next command line. */
public final class ByteBuilder {
    private byte[] bytes = new byte[256];
    private int length;

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    public void append(int b) {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    public void append(byte[] source) {
        append(source, 0, source.length);
    }

    public void append(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    /** The bytes so far; valid up to {@link #length} and until the next append. */
    public byte[] bytes() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            int wanted = Math.addExact(length, more);
            bytes = Arrays.copyOf(bytes, Math.max(wanted, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }
}
