package io.drover.pool;

import io.drover.remote.RemoteFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Results of one function for many values, computed a bounded way ahead of whoever reads them. Values that are quickly done go
 * together: as many as take about a millisecond. Those that fail together, as with a worker that dies, go again each by itself.
 *
 * <p>Confined to the thread that reads.
 */
final class Mapping<I, O> implements Spliterator<O> {
    private static final long LONG_ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MOST_TOGETHER = 4096;
    private static final int AHEAD = 4;

    private final WorkerPool pool;
    private final RemoteFunction<?, ?> function;
    private final byte[] sentFunction;
    private final boolean ordered;
    private final Deque<Chunk<I>> sent = new ArrayDeque<>();
    private final BlockingQueue<Chunk<I>> done = new LinkedBlockingQueue<>();
    private final Deque<Calls.Applied> ready = new ArrayDeque<>();
    private Iterator<? extends I> values;
    private int together = 1;
    /** Why nothing more is sent, to be thrown after the results before it; null: there is no reason. */
    private Throwable broken;

    /** Values that travel together, and what comes back. */
    private static final class Chunk<I> {
        final List<I> values;
        final TaskFuture<List<Calls.Applied>> future;

        Chunk(List<I> values, TaskFuture<List<Calls.Applied>> future) {
            this.values = values;
            this.future = future;
        }
    }

    Mapping(WorkerPool pool, RemoteFunction<? super I, ? extends O> function, Iterator<? extends I> values, boolean ordered) {
        this.pool = pool;
        this.function = function;
        this.sentFunction = Calls.function(function);
        this.values = values;
        this.ordered = ordered;
    }

    @Override
    public boolean tryAdvance(Consumer<? super O> action) {
        while (ready.isEmpty()) {
            sendAhead();
            if (sent.isEmpty()) {
                return end();
            }
            receive();
        }
        action.accept(result(ready.remove()));
        return true;
    }

    @SuppressWarnings("unchecked")
    private O result(Calls.Applied applied) {
        if (applied.failure() != null) {
            throw new CompletionException(applied.failure());
        }
        return (O) applied.result();
    }

    private boolean end() {
        Throwable reason = broken;
        broken = null;
        if (reason instanceof Error error) {
            throw error;
        }
        if (reason != null) {
            throw (RuntimeException) reason;
        }
        return false;
    }

    /** Nothing more is sent. */
    private void breakOff(Throwable reason) {
        broken = reason;
        values = Collections.emptyIterator();
    }

    private void sendAhead() {
        List<I> some;
        do {
            some = sent.size() < AHEAD * pool.slots() ? next() : List.of();
        } while (!some.isEmpty() && send(some));
    }

    /** The next values that go together; empty if there are no more. */
    private List<I> next() {
        List<I> some = new ArrayList<>(together);
        try {
            while (some.size() < together && values.hasNext()) {
                some.add(values.next());
            }
        } catch (RuntimeException | Error e) {
            breakOff(e);
        }
        return some;
    }

    /** False if one of them cannot be sent: then those before it are. */
    private boolean send(List<I> some) {
        try {
            sent.add(chunk(some));
            return true;
        } catch (IllegalArgumentException e) {
            if (some.size() > 1) {
                return sendEach(some);
            }
            breakOff(e);
        } catch (RejectedExecutionException e) {
            breakOff(e);
        }
        return false;
    }

    private boolean sendEach(List<I> some) {
        return some.stream().allMatch(value -> send(Collections.singletonList(value)));
    }

    private Chunk<I> chunk(List<I> some) {
        Chunk<I> chunk = new Chunk<>(some, pool.enterPart(function, sentFunction, some));
        if (!ordered) {
            chunk.future.whenComplete((results, failure) -> done.add(chunk));
        }
        return chunk;
    }

    /** Waits for some of what was sent. */
    private void receive() {
        try {
            Chunk<I> next = ordered ? sent.element() : done.take();
            try {
                List<Calls.Applied> results = next.future.get();
                adapt(next.future, results.size());
                ready.addAll(results);
                sent.remove(next);
            } catch (ExecutionException e) {
                sent.remove(next);
                failed(next, e.getCause());
            } catch (CancellationException e) {
                sent.remove(next);
                ready.add(new Calls.Applied(null, e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException("interrupted while waiting for a worker", e);
        }
    }

    /** One of these values may be to blame for all of them. */
    private void failed(Chunk<I> chunk, Throwable reason) {
        if (chunk.values.size() == 1 || reason instanceof PoolBrokenException) {
            ready.add(new Calls.Applied(null, reason));
            return;
        }
        together = 1;
        List<Chunk<I>> later = List.copyOf(sent);
        sent.clear();
        sendEach(chunk.values);
        sent.addAll(later);
    }

    private void adapt(TaskFuture<?> chunk, int size) {
        long each = Math.max(1, chunk.runTime().toNanos() / size);
        together = (int) Math.max(1, Math.min(Math.min(MOST_TOGETHER, 4L * together), LONG_ENOUGH_NANOS / each));
    }

    /** Nobody reads any more. */
    void close() {
        values = Collections.emptyIterator();
        broken = null;
        ready.clear();
        sent.forEach(chunk -> chunk.future.cancel(true));
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
