package io.drover.parallel.blocks;

import java.util.Arrays;

/** Records end with one text and start with another. */
final class LiteralBoundary implements Boundary {
    private final byte[] separator;
    private final int endLength;

    LiteralBoundary(byte[] end, byte[] start) {
        separator = Arrays.copyOf(end, end.length + start.length);
        System.arraycopy(start, 0, separator, end.length, start.length);
        endLength = end.length;
    }

    @Override
    public int last(byte[] bytes, int from, int to) {
        for (int i = to - separator.length; i >= from; i--) {
            if (matches(bytes, i) && i + endLength > from) {
                return i + endLength;
            }
        }
        return -1;
    }

    @Override
    public int nth(byte[] bytes, int from, int to, Search search) {
        int i = from + Math.max(1, search.at);
        for (; i <= to - separator.length; i++) {
            if (matches(bytes, i) && ++search.found == search.count) {
                return i + endLength;
            }
        }
        search.at = i - from;
        return -1;
    }

    private boolean matches(byte[] bytes, int at) {
        for (int i = 0; i < separator.length; i++) {
            if (bytes[at + i] != separator[i]) {
                return false;
            }
        }
        return true;
    }
}
