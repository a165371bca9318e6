package io.drover.parallel.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes as text with one character per byte, and back: nothing is decoded, nothing is lost. */
public final class Bytes {
    public static final byte[] EMPTY = {};

    private Bytes() {}

    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What a human is shown: the bytes read as UTF-8. */
    public static String readable(String text) {
        return new String(of(text), StandardCharsets.UTF_8);
    }

    public static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    public static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (!isSpace(b)) {
                return false;
            }
        }
        return true;
    }

    public static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    public static int lastIndexOf(byte[] bytes, byte wanted) {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    public static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The part from {@code from} to {@code to}, or {@code bytes} itself when that is all of it. */
    public static byte[] slice(byte[] bytes, int from, int to) {
        return from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
    }
}
