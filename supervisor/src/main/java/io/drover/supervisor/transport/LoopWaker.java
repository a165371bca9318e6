package io.drover.supervisor.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/** Wakes the loop out of its poll. Any thread may wake, also a signal handler: no lock, and at most one byte waits. */
final class LoopWaker implements AutoCloseable {
    private final Pipe pipe;
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final ByteBuffer drained = ByteBuffer.allocate(16);

    LoopWaker() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    SelectableChannel channel() {
        return pipe.source();
    }

    void wake() {
        if (signalled.compareAndSet(false, true)) {
            try {
                pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            } catch (IOException e) {
                // Closed: the loop is over and needs no waking.
            }
        }
    }

    /** Called by the loop before it looks at what it was woken for. */
    void reset() {
        if (!signalled.get()) {
            return;
        }
        try {
            drained.clear();
            pipe.source().read(drained);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // After the read: a wake between the two leaves its byte for the next poll.
        signalled.set(false);
    }

    @Override
    public void close() throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }
}
