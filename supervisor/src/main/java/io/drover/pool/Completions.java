package io.drover.pool;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Completes futures, and thereby runs what depends on them: in one thread while that is quick. Where one takes long another thread
 * goes on with the others, so that what depends on a future may wait for another. Any thread.
 */
final class Completions {
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private final Executor later;
    private final AtomicBoolean looksLater = new AtomicBoolean();
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    /** Who takes from the queue; null: nobody. */
    private volatile Taker taker;

    Completions(String name) {
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.later = CompletableFuture.delayedExecutor(LONG_NANOS, TimeUnit.NANOSECONDS, threads);
    }

    private final class Taker implements Runnable {
        /** When it began the completion that it is in; 0: it is in none. */
        private volatile long since;

        @Override
        public void run() {
            inside.set(true);
            while (taker == this) {
                Runnable next = waiting.poll();
                if (next != null) {
                    since = System.nanoTime() | 1;
                    next.run();
                    since = 0;
                } else if (leaves(this)) {
                    return;
                }
            }
        }

        long busyNanos() {
            long begun = since;
            return begun == 0 ? 0 : System.nanoTime() - begun;
        }
    }

    /** To be followed by {@link #go}, once for all that are added together. */
    void add(Runnable completion) {
        waiting.add(completion);
    }

    /** Sees to it that somebody completes what was added. */
    void go() {
        Taker current = taker;
        if (current == null || current.busyNanos() > LONG_NANOS) {
            takeOver(current);
        } else if (current.since != 0 && looksLater.compareAndSet(false, true)) {
            later.execute(this::look);
        }
    }

    private void look() {
        looksLater.set(false);
        if (!waiting.isEmpty()) {
            go();
        }
    }

    private synchronized void takeOver(Taker from) {
        if (taker == from && !waiting.isEmpty()) {
            taker = new Taker();
            threads.execute(taker);
        }
    }

    private synchronized boolean leaves(Taker who) {
        if (taker == who && waiting.isEmpty()) {
            taker = null;
        }
        return taker != who;
    }

    /**
     * Nothing is added any more. Waits until all is completed, and what depends on it has run, unless it is called from there.
     *
     * @param patience how long what depends on a future may take
     * @return false if something still runs, which then is left to itself
     */
    boolean close(Duration patience) throws InterruptedException {
        go();
        if (inside.get()) {
            return true;
        }
        while (!waiting.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(1);
            go();
        }
        threads.shutdown();
        return threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
    }
}
