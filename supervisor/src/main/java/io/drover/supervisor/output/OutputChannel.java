package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Our stdout or stderr behind a buffer. {@link #before} runs ahead of every real write, to let the other stream and the
 * progress line go first or away.
 *
 * <p>Confined to the writing thread. Who has its monitor finds it between two writes.
 */
final class OutputChannel implements ByteSink {
    private static final int CAPACITY = 128 << 10;
    private static final long FULL_PIPE_NANOS = 1_000_000;
    private static final long IDLE = Long.MIN_VALUE;

    private final WritableByteChannel channel;
    private final byte[] buffer = new byte[CAPACITY];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private Runnable before = () -> {};
    private int length;
    private boolean lineOpen;
    private volatile long blockedSince = IDLE;

    OutputChannel(WritableByteChannel channel) {
        this.channel = channel;
    }

    void before(Runnable action) {
        before = action;
    }

    synchronized void write(ByteString data) throws IOException {
        int size = data.size();
        if (size <= CAPACITY - length) {
            data.copyTo(buffer, length);
            length += size;
            return;
        }
        flush();
        if (size <= CAPACITY) {
            data.copyTo(buffer, 0);
            length = size;
            return;
        }
        before.run();
        for (ByteBuffer part : data.asReadOnlyByteBufferList()) {
            for (int end = part.limit(); part.position() < end; ) {
                // The JDK copies a heap buffer as a whole to native memory of the same size.
                part.limit(Math.min(end, part.position() + CAPACITY));
                writeFully(part);
            }
        }
        lineOpen = !Lines.ends(data.byteAt(size - 1));
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        int left = count;
        while (left > CAPACITY - length) {
            int part = CAPACITY - length;
            System.arraycopy(bytes, from, buffer, length, part);
            length = CAPACITY;
            flush();
            from += part;
            left -= part;
        }
        System.arraycopy(bytes, from, buffer, length, left);
        length += left;
    }

    synchronized void flush() throws IOException {
        if (length > 0) {
            lineOpen = !Lines.ends(buffer[length - 1]);
            view.limit(length).position(0);
            length = 0;
            before.run();
            writeFully(view);
        }
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** True if what was written last does not end a line. */
    boolean lineOpen() {
        return lineOpen;
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        blockedSince = System.nanoTime();
        try {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) > 0) {
                    blockedSince = System.nanoTime();
                } else {
                    // EAGAIN: somebody who shares our stdout has made it non-blocking.
                    LockSupport.parkNanos(FULL_PIPE_NANOS);
                }
            }
        } finally {
            blockedSince = IDLE;
        }
    }

    /** For so long a write has waited for the other end; 0 if none does. Any thread. */
    long blockedNanos(long nowNanos) {
        long since = blockedSince;
        return since == IDLE ? 0 : nowNanos - since;
    }
}
