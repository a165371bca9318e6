package io.drover.pool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Tells a listener how far the pool is, without waiting for it: the last is told for sure. Any thread. */
final class Progress {
    private static final Future<?> TOLD = CompletableFuture.completedFuture(null);

    /** Null: nobody listens. */
    private final PoolListener listener;
    private final Completions completions;
    /** What is to be told next; null: nothing. */
    private final AtomicReference<PoolStats.Counts> next = new AtomicReference<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile PoolStats.Counts last;

    Progress(PoolListener listener, Completions completions) {
        this.listener = listener;
        this.completions = completions;
    }

    /** To be followed by {@link Completions#go}. */
    void tell(PoolStats.Counts counts) {
        if (listener != null && !counts.equals(last)) {
            last = counts;
            next.set(counts);
            if (telling.compareAndSet(false, true)) {
                // Nobody waits for what a listener does, which may be for ever.
                completions.add(TOLD, this::tellNext);
            }
        }
    }

    private void tellNext() {
        do {
            PoolStats.Counts counts = next.getAndSet(null);
            if (counts != null) {
                tellListener(counts);
            }
            telling.set(false);
        } while (next.get() != null && telling.compareAndSet(false, true));
    }

    private void tellListener(PoolStats.Counts counts) {
        try {
            listener.progress(counts);
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
