package io.drover.supervisor.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a stream into blocks of whole records.
 *
 * <p>Holds one buffer of a block. A record longer than a block makes all later blocks longer too, as for GNU parallel.
 */
final class BlockReader {
    private static final int SMALL = 64 * 1024;
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private final InputStream in;
    private final BlockConfig config;
    private Boundary boundary;
    private final SeparatorRemover remover;
    private long size;
    private byte[] header;
    private byte[] buffer = new byte[SMALL];
    private int start;
    private int limit;
    /** Where the block at {@code start} ends; -1 while that is not known. */
    private int end = -1;
    private boolean exhausted;

    BlockReader(InputStream in, BlockConfig config) {
        this.in = in;
        this.config = config;
        boundary = config.boundary();
        remover = config.removeSeparators() ? new SeparatorRemover(config) : null;
        size = Math.min(Math.max(1, config.size()), LONGEST);
    }

    /** The next block with the header before it; null at the end. */
    byte[] next() throws IOException {
        if (header == null) {
            header = readHeader();
            boundary = boundary.after(header);
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

    private byte[] take(int to) {
        byte[] records = Arrays.copyOfRange(buffer, start, to);
        start = to;
        end = -1;
        if (remover != null) {
            records = remover.remove(records);
        }
        if (header.length == 0) {
            return records;
        }
        byte[] block = Arrays.copyOf(header, header.length + records.length);
        System.arraycopy(records, 0, block, header.length, records.length);
        return block;
    }

    private boolean locate() {
        if (end < 0) {
            if (config.records() > 0) {
                end = boundary.nth(buffer, start, limit, config.records());
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
        size = Math.min((long) Math.ceil(size * 1.3) + 1, LONGEST);
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
        boolean once = config.records() > 0;
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
