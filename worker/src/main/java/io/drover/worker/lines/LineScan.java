package io.drover.worker.lines;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Looks for what would end a line, in the arrays in which its bytes came. Not thread-safe. */
final class LineScan extends ByteOutput {
    private final byte end;
    private boolean found;

    LineScan(byte end) {
        this.end = end;
    }

    boolean holdsEnd(ByteString line) {
        found = false;
        try {
            UnsafeByteOperations.unsafeWriteTo(line, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Override
    public void write(byte value) {
        found |= value == end;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length && !found; i++) {
            found = bytes[i] == end;
        }
    }

    @Override
    public void writeLazy(byte[] bytes, int offset, int length) {
        write(bytes, offset, length);
    }

    @Override
    public void write(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            write(bytes.get(i));
        }
    }

    @Override
    public void writeLazy(ByteBuffer bytes) {
        write(bytes);
    }
}
