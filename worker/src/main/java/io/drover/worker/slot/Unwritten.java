package io.drover.worker.slot;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be written to a pipe, in the pieces in which it came: none is copied before its turn. */
public final class Unwritten {
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    public void add(ByteString bytes) {
        bytes.asReadOnlyByteBufferList().stream().filter(ByteBuffer::hasRemaining).forEach(pieces::add);
    }

    /** Copies what comes next to the start of {@code target}, as much as has room there; returns how much that is. */
    public int copyTo(ByteBuffer target) {
        target.clear();
        for (ByteBuffer piece : pieces) {
            int count = Math.min(piece.remaining(), target.remaining());
            target.put(piece.duplicate().limit(piece.position() + count));
            if (!target.hasRemaining()) {
                break;
            }
        }
        return target.position();
    }

    /** The next {@code count} bytes are written. */
    public void written(int count) {
        int left = count;
        while (left > 0) {
            ByteBuffer first = pieces.element();
            int done = Math.min(left, first.remaining());
            first.position(first.position() + done);
            left -= done;
            if (!first.hasRemaining()) {
                pieces.remove();
            }
        }
    }

    public void clear() {
        pieces.clear();
    }
}
