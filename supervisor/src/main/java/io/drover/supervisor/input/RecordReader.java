package io.drover.supervisor.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into records at a delimiter. The last record needs no delimiter after it.
 *
 * <p>Holds one buffer, which grows to the longest record; what is not yet asked for stays in the stream.
 */
final class RecordReader implements Records {
    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private final String name;
    private final InputStream in;
    private final byte[] delimiter;
    private byte[] buffer = new byte[BUFFER_SIZE];
    private int start;
    private int scanned;
    private int limit;
    /** Where the record at {@code start} ends; -1 while its delimiter has not been seen. */
    private int end = -1;
    private boolean exhausted;

    /** @param name what error messages call the input */
    RecordReader(String name, InputStream in, byte[] delimiter) {
        this.name = name;
        this.in = in;
        this.delimiter = delimiter;
    }

    @Override
    public byte[] next() throws IOException {
        while (!locate()) {
            if (exhausted) {
                return remainder();
            }
            fill();
        }
        byte[] record = Arrays.copyOfRange(buffer, start, end);
        start = end + delimiter.length;
        scanned = start;
        end = -1;
        return record;
    }

    @Override
    public boolean ready() throws IOException {
        while (!locate()) {
            if (exhausted || in.available() <= 0) {
                return false;
            }
            fill();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private byte[] remainder() {
        if (start == limit) {
            return null;
        }
        byte[] record = Arrays.copyOfRange(buffer, start, limit);
        start = limit;
        scanned = limit;
        return record;
    }

    private boolean locate() {
        if (end >= 0) {
            return true;
        }
        byte last = delimiter[delimiter.length - 1];
        byte[] bytes = buffer;
        int stop = limit;
        for (int i = scanned; i < stop; i++) {
            if (bytes[i] == last && (delimiter.length == 1 || delimiterEndsAt(i))) {
                end = i - delimiter.length + 1;
                return true;
            }
        }
        scanned = stop;
        return false;
    }

    private boolean delimiterEndsAt(int last) {
        int first = last - delimiter.length + 1;
        return first >= start && Arrays.equals(buffer, first, last + 1, delimiter, 0, delimiter.length);
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            scanned -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            grow();
        }
        int count;
        try {
            count = in.read(buffer, limit, buffer.length - limit);
        } catch (IOException e) {
            throw new IOException("cannot read " + name + ": " + e.getMessage(), e);
        }
        if (count < 0) {
            exhausted = true;
        } else {
            limit += count;
        }
    }

    private void grow() throws IOException {
        if (buffer.length == LONGEST) {
            throw new IOException("cannot read " + name + ": a record is longer than 2 GiB");
        }
        buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, LONGEST));
    }
}
