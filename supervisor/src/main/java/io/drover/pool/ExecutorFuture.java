package io.drover.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.RunnableFuture;

/** The future of what an executor was given: it can be given back to be run elsewhere. */
final class ExecutorFuture<T> extends TaskFuture<T> implements RunnableFuture<T> {
    /** Null where that is this future. */
    private final Runnable given;

    /** @param given what {@code execute} was given; null where the future was returned */
    ExecutorFuture(PoolCrew crew, Callable<T> here, Runnable given) {
        super(crew, here);
        this.given = given;
    }

    /** What {@link java.util.concurrent.ExecutorService#shutdownNow} returns of it. */
    Runnable given() {
        return given == null ? this : given;
    }

    /** Makes the call here. Nobody gets its result where the future is cancelled, as it is when its executor was shut down. */
    @Override
    public void run() {
        runHere();
    }
}
