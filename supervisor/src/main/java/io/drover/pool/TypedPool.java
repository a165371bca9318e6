package io.drover.pool;

import io.drover.task.Task;
import java.util.concurrent.RejectedExecutionException;

/**
 * A {@link WorkerPool} for the tasks of one class. Any thread.
 *
 * @param <I> the type of their input
 * @param <O> the type of their result
 */
public final class TypedPool<I, O> implements AutoCloseable {
    private final WorkerPool pool;
    private final Class<? extends Task<I, O>> type;

    TypedPool(WorkerPool pool, Class<? extends Task<I, O>> type) {
        this.pool = pool;
        this.type = type;
    }

    /**
     * Has a worker do a task.
     *
     * @param input what it is about
     * @return its result, when it is there
     * @throws IllegalArgumentException if the input cannot be sent
     * @throws RejectedExecutionException if the pool is closed, or full
     */
    public TaskFuture<O> submit(I input) {
        return pool.submit(type, input);
    }

    /** {@return the pool that it is, for all else} */
    public WorkerPool pool() {
        return pool;
    }

    /** As {@link WorkerPool#close}. */
    @Override
    public void close() {
        pool.close();
    }
}
