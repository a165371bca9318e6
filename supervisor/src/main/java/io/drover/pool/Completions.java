package io.drover.pool;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Completes futures, and thereby runs what depends on them: in one thread while that is quick. Where one takes long another thread
 * goes on with the others, so that what depends on a future may wait for another. Any thread.
 */
final class Completions {
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** What a thread has that is about to take the next one. */
    private static final Completion ANY = new Completion(new CompletableFuture<>(), () -> {});

    private final Queue<Completion> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private final Executor later;
    private final AtomicBoolean looksLater = new AtomicBoolean();
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    /** Who takes from the queue; null: nobody. */
    private volatile Taker taker;
    /** It, and those that are still in their last completion. */
    private final Set<Taker> takers = ConcurrentHashMap.newKeySet();

    /** @param told done when all is there that somebody can wait for: what still runs only depends on it */
    private record Completion(Future<?> told, Runnable work) {}

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
        /** Null: none. */
        private volatile Completion current;

        @Override
        public void run() {
            inside.set(true);
            try {
                takeAll();
            } finally {
                takers.remove(this);
            }
        }

        private void takeAll() {
            while (taker == this) {
                current = ANY;
                Completion next = waiting.poll();
                current = next;
                if (next != null) {
                    since = System.nanoTime() | 1;
                    if (!waiting.isEmpty()) {
                        lookLater();
                    }
                    next.work().run();
                    since = 0;
                } else if (leaves(this)) {
                    return;
                }
            }
        }

        /** It is in nothing that somebody can wait for. */
        boolean hasTold() {
            Completion seen = current;
            return seen == null || seen.told().isDone();
        }

        long busyNanos() {
            long begun = since;
            return begun == 0 ? 0 : System.nanoTime() - begun;
        }
    }

    /** One that is over when it has run; else as the other. */
    void add(Runnable completion) {
        add(ANY.told(), completion);
    }

    /**
     * To be followed by {@link #go}, once for all that are added together.
     *
     * @param told what the completion completes; it may go on after that
     */
    void add(Future<?> told, Runnable completion) {
        waiting.add(new Completion(told, completion));
    }

    /** Sees to it that somebody completes what was added. */
    void go() {
        Taker current = taker;
        if (current == null || current.busyNanos() > LONG_NANOS) {
            takeOver(current);
        } else if (current.since != 0) {
            lookLater();
        }
    }

    /** What waits is not to wait for one that takes long. */
    private void lookLater() {
        if (looksLater.compareAndSet(false, true)) {
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
            takers.add(taker);
            threads.execute(taker);
        }
    }

    private synchronized boolean leaves(Taker who) {
        if (taker == who && waiting.isEmpty()) {
            taker = null;
        }
        return taker != who;
    }

    /** Whether everything that was added is completed. What depends on it may still run. */
    boolean allTold() {
        // In this order: what has left the queue is in the hands of somebody.
        return waiting.isEmpty() && takers.stream().allMatch(Taker::hasTold);
    }

    /** Waits for that at most so long, and not at all in what depends on a future; false if that was not enough. */
    boolean awaitTold(long nanos) throws InterruptedException {
        long begin = System.nanoTime();
        go();
        while (!inside.get() && !allTold()) {
            if (System.nanoTime() - begin > nanos) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return true;
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
