package io.drover.supervisor.input;

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
    public int nth(byte[] bytes, int from, int to, int count) {
        long left = (long) count * lines;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' && --left == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    @Override
    public boolean cutsRemainder() {
        return true;
    }
}
