package io.drover.parallel.blocks;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Latin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a stream into blocks of whole records.
 *
 * <p>Holds one buffer of a block. A record longer than a block makes all later blocks longer too, as for GNU parallel.
 */
public final class BlockReader {
    private static final int SMALL = 64 * 1024;
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private final InputStream in;
    private final BlockConfig config;
    private Boundary boundary;
    private final SeparatorRemover remover;
    /** How many records a block has; 0 for as many as fit. */
    private final int records;
    private long size;
    private byte[] header;
    private byte[] buffer = new byte[SMALL];
    private int start;
    private int limit;
    /** Where the block at {@code start} ends; -1 while that is not known. */
    private int end = -1;
    /** For it. */
    private Search search;
    private boolean exhausted;
    /** What the sizes of blocks are shares of; null where they are fixed. */
    private final Shares shares;

    public BlockReader(InputStream in, BlockConfig config) {
        this(in, config, null);
    }

    /** One that makes {@code parts} blocks of all of {@code in}, about equally large. */
    public BlockReader(MeasuredInput in, BlockConfig config, long parts) {
        this(in, config, new Shares(in, parts));
    }

    private BlockReader(InputStream in, BlockConfig config, Shares shares) {
        this.shares = shares;
        this.in = in;
        this.config = config;
        boundary = config.boundary();
        remover = config.removeSeparators() ? new SeparatorRemover(config) : null;
        records = config.records() * Math.max(1, config.lines());
        search = new Search(records);
        size = Math.min(Math.max(1, config.size()), LONGEST);
    }

    /** The next block with the header before it, in memory that is used again for the one after it; null at the end. */
    ByteBuffer next() throws IOException {
        if (header == null) {
            header = readHeader();
            boundary = boundary.after(header);
            if (shares != null) {
                size = shares.first(header.length);
            }
        }
        while (!locate()) {
            if (exhausted) {
                return start == limit ? null : take(limit);
            }
            fill();
        }
        return take(end);
    }

    /** Whether a block is at hand. */
    boolean ready() {
        return header != null && locate();
    }

    private ByteBuffer take(int to) {
        int from = start;
        start = to;
        end = -1;
        search = new Search(records);
        if (shares != null) {
            size = shares.after(to - from, limit - start);
        }
        if (remover == null && header.length == 0) {
            return ByteBuffer.wrap(buffer, from, to - from);
        }
        byte[] block = Arrays.copyOfRange(buffer, from, to);
        return ByteBuffer.wrap(Bytes.concat(header, remover == null ? block : remover.remove(block)));
    }

    private boolean locate() {
        if (end < 0) {
            if (records > 0) {
                end = boundary.nth(buffer, start, limit, search);
            } else if (limit - start >= size) {
                end = boundary.last(buffer, start, limit);
                if (end < 0) {
                    grow();
                }
            } else if (exhausted && boundary.cutsRemainder()) {
                end = boundary.last(buffer, start, limit);
            }
        }
        return end >= 0;
    }

    private void grow() {
        size = shares != null ? shares.after(0, limit - start) : Math.min((long) Math.ceil(size * 1.3) + 1, LONGEST);
    }

    private byte[] readHeader() throws IOException {
        if (config.header() == null) {
            return Bytes.EMPTY;
        }
        Pattern pattern = Pattern.compile(config.header());
        long blockSize = size;
        while (true) {
            fill();
            Matcher matcher = pattern.matcher(new Latin(buffer, start, limit));
            if (matcher.lookingAt() || exhausted) {
                int length = matcher.lookingAt() ? matcher.end() : 0;
                byte[] found = Arrays.copyOfRange(buffer, start, start + length);
                start += length;
                size = blockSize;
                return found;
            }
            if (limit - start >= size) {
                grow();
            }
        }
    }

    /** Reads to the size of a block, or what is there where the size does not matter. */
    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        boolean once = records > 0;
        int goal = once ? Math.max(buffer.length, (int) Math.min(2L * limit, LONGEST)) : (int) size;
        do {
            if (limit == buffer.length) {
                if (limit == LONGEST) {
                    throw new IOException("a record is longer than 2 GiB");
                }
                buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, LONGEST));
            }
            int count = in.read(buffer, limit, Math.min(goal, buffer.length) - limit);
            if (count < 0) {
                exhausted = true;
            } else {
                limit += count;
            }
        } while (!once && !exhausted && limit < goal);
    }
}
