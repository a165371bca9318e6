package io.drover.parallel.records;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream into records at a delimiter. The last record needs no delimiter after it.
 *
 * <p>Holds one buffer; of a record longer than that, the buffers that it has filled. What is not yet asked for stays in
 * the stream.
 */
public final class RecordReader implements Records {
    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private final String name;
    private final InputStream in;
    private final byte[] delimiter;
    /** The record up to {@code start}: what was in buffers before this one. */
    private final List<ByteString> before = new ArrayList<>();
    private long beforeBytes;
    private byte[] buffer;
    private int start;
    private int scanned;
    private int limit;
    /** Where the record ends; -1 while its delimiter has not been seen. */
    private int end = -1;
    private boolean exhausted;

    /** @param name what error messages call the input */
    public RecordReader(String name, InputStream in, byte[] delimiter) {
        this.name = name;
        this.in = in;
        this.delimiter = delimiter;
        this.buffer = new byte[Math.max(BUFFER_SIZE, 4 * delimiter.length)];
    }

    @Override
    public byte[] next() throws IOException {
        if (!await()) {
            return null;
        }
        byte[] record;
        if (before.isEmpty()) {
            record = Arrays.copyOfRange(buffer, start, end);
        } else {
            record = new byte[(int) beforeBytes + end - start];
            int to = 0;
            for (ByteString piece : before) {
                piece.copyTo(record, to);
                to += piece.size();
            }
            System.arraycopy(buffer, start, record, to, end - start);
        }
        passRecord();
        return record;
    }

    @Override
    public ByteString nextInPieces() throws IOException {
        if (!await()) {
            return null;
        }
        ByteString last = UnsafeByteOperations.unsafeWrap(Arrays.copyOfRange(buffer, start, end));
        ByteString record = before.isEmpty() ? last : ByteString.copyFrom(before).concat(last);
        passRecord();
        return record;
    }

    /** Reads until the record is there as a whole; false when there is none any more. */
    private boolean await() throws IOException {
        while (!locate()) {
            if (exhausted) {
                boolean more = start < limit || beforeBytes > 0;
                end = more ? limit : -1;
                return more;
            }
            fill();
        }
        return true;
    }

    private void passRecord() {
        before.clear();
        beforeBytes = 0;
        // The last record has no delimiter.
        start = Math.min(limit, end + delimiter.length);
        scanned = start;
        end = -1;
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
            setAside();
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

    /** The buffer is full and has no end of the record: goes on in another, with what may be the start of a delimiter. */
    private void setAside() throws IOException {
        int kept = delimiter.length - 1;
        int full = limit - kept;
        if (beforeBytes + full > LONGEST - buffer.length) {
            throw new IOException("cannot read " + name + ": a record is longer than 2 GiB");
        }
        before.add(UnsafeByteOperations.unsafeWrap(buffer, 0, full));
        beforeBytes += full;
        byte[] next = new byte[buffer.length];
        System.arraycopy(buffer, full, next, 0, kept);
        buffer = next;
        limit = kept;
        scanned = kept;
    }
}
