package io.drover.worker;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.util.function.Consumer;
import org.zeromq.ZContext;
import zmq.ZError;

/**
 * Watches ZeroMQ's own threads. When one dies, or gives up an event half-way, frames no longer come or go, and nothing
 * else would ever tell.
 */
public final class IoThreads {
    private IoThreads() {}

    /** Before the first socket; {@code failed} is called in the thread that failed. */
    public static void watch(ZContext context, Consumer<Throwable> failed) {
        context.setUncaughtExceptionHandler((thread, trouble) -> failed.accept(trouble));
        context.setNotificationExceptionHandler((thread, trouble) -> {
            if (!ofOneChannel(trouble)) {
                failed.accept(trouble);
            }
        });
    }

    /** A channel that was closed from under the thread, as at the end of a run: the thread goes on without it. */
    private static boolean ofOneChannel(Throwable trouble) {
        return trouble instanceof ZError.IOException
                || trouble instanceof IOException
                || trouble instanceof CancelledKeyException
                || trouble instanceof ClosedSelectorException;
    }
}
