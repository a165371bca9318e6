package io.drover.parallel.blocks;


/** Records of a fixed number of lines. */
final class LineBoundary implements Boundary {
    private final int lines;

    LineBoundary(int lines) {
        this.lines = lines;
    }

    @Override
    public int last(byte[] bytes, int from, int to) {
        int last = -1;
        int seen = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' && ++seen == lines) {
                last = i + 1;
                seen = 0;
            }
        }
        return last;
    }

    @Override
    public int nth(byte[] bytes, int from, int to, Search search) {
        long all = (long) search.count * lines;
        for (int i = from + search.at; i < to; i++) {
            if (bytes[i] == '\n' && ++search.found == all) {
                return i + 1;
            }
        }
        search.at = to - from;
        return -1;
    }

    @Override
    public boolean cutsRemainder() {
        return true;
    }
}
