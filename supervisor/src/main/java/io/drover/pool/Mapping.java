package io.drover.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Results of one function for many values, computed a bounded way ahead of whoever reads them. Values that are quickly done go
 * together: as many as take about a millisecond.
 *
 * <p>Confined to the thread that reads.
 */
final class Mapping<I, O> implements Spliterator<O> {
    private static final long LONG_ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MOST_TOGETHER = 4096;
    private static final int AHEAD = 4;

    private final WorkerPool pool;
    private final byte[] function;
    private final Iterator<? extends I> values;
    private final boolean ordered;
    private final Deque<TaskFuture<List<Calls.Applied>>> sent = new ArrayDeque<>();
    private final BlockingQueue<TaskFuture<List<Calls.Applied>>> done = new LinkedBlockingQueue<>();
    private final Deque<Calls.Applied> ready = new ArrayDeque<>();
    private int together = 1;

    Mapping(WorkerPool pool, RemoteFunction<? super I, ? extends O> function, Iterator<? extends I> values, boolean ordered) {
        this.pool = pool;
        this.function = Calls.function(function);
        this.values = values;
        this.ordered = ordered;
    }

    @Override
    public boolean tryAdvance(Consumer<? super O> action) {
        if (ready.isEmpty() && !receive()) {
            return false;
        }
        action.accept(result(ready.remove()));
        return true;
    }

    @SuppressWarnings("unchecked")
    private O result(Calls.Applied applied) {
        if (applied.failure() != null) {
            throw new CompletionException(RemoteFailures.of(applied.failure(), pool.loader()));
        }
        return (O) applied.result();
    }

    /** Waits for more results; false if there are none left. */
    private boolean receive() {
        while (sent.size() < AHEAD * pool.slots() && values.hasNext()) {
            send();
        }
        if (sent.isEmpty()) {
            return false;
        }
        try {
            TaskFuture<List<Calls.Applied>> next = ordered ? sent.element() : done.take();
            sent.remove(next);
            List<Calls.Applied> results = next.get();
            adapt(next, results.size());
            ready.addAll(results);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException("interrupted while waiting for a worker", e);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private void send() {
        List<I> some = new ArrayList<>(together);
        while (some.size() < together && values.hasNext()) {
            some.add(values.next());
        }
        TaskFuture<List<Calls.Applied>> future = pool.enter(Calls.each(function, some), Calls::answers, null);
        sent.add(future);
        if (!ordered) {
            future.whenComplete((results, failure) -> done.add(future));
        }
    }

    private void adapt(TaskFuture<?> chunk, int size) {
        long each = Math.max(1, chunk.runTime().toNanos() / size);
        together = (int) Math.max(1, Math.min(Math.min(MOST_TOGETHER, 4L * together), LONG_ENOUGH_NANOS / each));
    }

    /** Nobody reads any more. */
    void close() {
        sent.forEach(future -> future.cancel(true));
        sent.clear();
    }

    @Override
    public Spliterator<O> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ordered ? ORDERED : 0;
    }
}
