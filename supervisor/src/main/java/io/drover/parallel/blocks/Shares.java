package io.drover.parallel.blocks;

import java.io.IOException;

/** How large the blocks of an input are of which there are to be so many. */
final class Shares {
    private static final long ALL = Integer.MAX_VALUE - 8;

    private final MeasuredInput in;
    private final long parts;
    private long length;
    private long part;
    /** How much has gone into blocks. */
    private long taken;

    Shares(MeasuredInput in, long parts) {
        this.in = in;
        this.parts = parts;
    }

    /** The size of the first block, with {@code header} bytes before it. */
    long first(long header) throws IOException {
        length = in.length() - header;
        return after(0, 0);
    }

    /**
     * The size of the next block.
     *
     * @param last how large the one before it was; 0 if it had to be larger than it was told to be
     * @param held how much of it has been read
     */
    long after(long last, long held) {
        taken += last;
        do {
            part++;
        } while (part < parts && end() <= taken + held);
        return part > parts ? ALL : Math.min(ALL, end() - taken);
    }

    private long end() {
        return part == parts ? length : part * (length / parts);
    }
}
