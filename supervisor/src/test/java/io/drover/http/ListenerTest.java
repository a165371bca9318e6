package io.drover.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** What is on its way to one who listens. */
class ListenerTest {
    private static final byte[] MESSAGE = {1};

    private final Deque<Callback> written = new ArrayDeque<>();
    private final AtomicReference<String> over = new AtomicReference<>("");
    private final Listener listener = new Listener(
            (Response) Proxy.newProxyInstance(Response.class.getClassLoader(), new Class<?>[] {Response.class}, (proxy, method, arguments) -> {
                assertEquals("write", method.getName());
                written.add((Callback) arguments[2]);
                return null;
            }),
            Callback.from(() -> over.set("ended"), failure -> over.set(failure.getMessage())));

    @Test
    void whoDoesNotReadHasOneMessageAndIsHungUpOn() {
        assertTrue(listener.isNew());
        listener.send(MESSAGE, 0);
        assertFalse(listener.isNew());
        listener.send(MESSAGE, 1);
        listener.send(MESSAGE, Listener.PATIENCE_NANOS);
        assertEquals(1, written.size());
        assertFalse(listener.isOver());
        listener.send(MESSAGE, Listener.PATIENCE_NANOS + 1);
        assertTrue(listener.isOver());
        assertEquals("does not read", over.get());
        listener.send(MESSAGE, Listener.PATIENCE_NANOS + 2);
        assertEquals(1, written.size());
    }

    @Test
    void whoReadsGetsAllAndAnEnd() {
        for (int i = 0; i < 3; i++) {
            listener.send(MESSAGE, i * Listener.PATIENCE_NANOS);
            written.remove().succeeded();
        }
        listener.close();
        written.remove().succeeded();
        assertEquals("ended", over.get());
        listener.send(MESSAGE, 0);
        assertEquals(0, written.size());
    }

    @Test
    void whoIsGoneIsForgotten() {
        listener.send(MESSAGE, 0);
        written.remove().failed(new java.io.IOException("gone"));
        assertTrue(listener.isOver());
        assertEquals("gone", over.get());
    }
}
