package io.drover.worker.slot;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be written to a pipe: small pieces together, others as they came, and none is copied before its turn. */
public final class Unwritten {
    private static final int SMALL = 1 << 10;
    private static final int TOGETHER = 1 << 14;

    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    /** Where small pieces are put; the last of {@link #pieces} if it is among them and takes more. */
    private ByteBuffer together = ByteBuffer.allocate(TOGETHER).limit(0);

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    public void add(ByteString bytes) {
        if (bytes.isEmpty()) {
            return;
        }
        if (bytes.size() <= SMALL) {
            addSmall(bytes);
            return;
        }
        for (ByteBuffer piece : bytes.asReadOnlyByteBufferList()) {
            if (piece.hasRemaining()) {
                pieces.add(piece);
            }
        }
    }

    private void addSmall(ByteString bytes) {
        int end = together.limit();
        if (pieces.peekLast() != together || together.capacity() - end < bytes.size()) {
            if (together.hasRemaining()) {
                together = ByteBuffer.allocate(TOGETHER);
            }
            end = 0;
            together.limit(0);
            pieces.add(together);
        }
        bytes.copyTo(together.array(), end);
        together.limit(end + bytes.size());
    }

    /** Copies what comes next to the start of {@code target}, as much as has room there; returns how much that is. */
    public int copyTo(ByteBuffer target) {
        int copied = 0;
        for (ByteBuffer piece : pieces) {
            int count = Math.min(piece.remaining(), target.capacity() - copied);
            target.put(copied, piece, piece.position(), count);
            copied += count;
            if (copied == target.capacity()) {
                break;
            }
        }
        return copied;
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
        together.limit(0);
    }
}
