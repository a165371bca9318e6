package io.drover.http;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One who is told as long as they stay. There is never more than one message on its way to them. Any thread. */
final class Listener {
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Response response;
    private final Callback over;
    private boolean isNew = true;
    private boolean writes;
    private long since;
    private boolean ended;

    /** @param over told when no more is sent */
    Listener(Response response, Callback over) {
        this.response = response;
        this.over = over;
    }

    synchronized boolean isNew() {
        return isNew;
    }

    synchronized boolean isOver() {
        return ended;
    }

    /**
     * Nothing happens where they have not taken what was sent before.
     *
     * @param now nanoseconds of one clock
     */
    void send(byte[] message, long now) {
        boolean slow;
        synchronized (this) {
            slow = writes && now - since > PATIENCE_NANOS;
            if (ended || writes && !slow) {
                return;
            }
            ended = slow;
            writes = true;
            isNew = false;
            since = now;
        }
        if (slow) {
            over.failed(new java.util.concurrent.TimeoutException("does not read"));
            return;
        }
        response.write(false, ByteBuffer.wrap(message), Callback.from(this::written, this::fail));
    }

    private synchronized void written() {
        writes = false;
    }

    private void fail(Throwable cause) {
        if (end()) {
            over.failed(cause);
        }
    }

    /** They have heard all there is. */
    void close() {
        if (end()) {
            response.write(true, ByteBuffer.allocate(0), over);
        }
    }

    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
