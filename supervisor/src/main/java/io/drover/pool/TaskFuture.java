package io.drover.pool;

import io.drover.supervisor.core.FinishedTask;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * The result of a task that a {@link WorkerPool} runs, when it is there. A task that fails completes it with what it has thrown,
 * with its stack in the worker, or with a {@link RemoteTaskException} where that cannot be had here; with a {@link WorkerLostException}
 * or a {@link TaskTimeoutException}.
 *
 * <p>What depends on it runs in a thread of the pool and may use the pool, and wait for others of its tasks.
 *
 * @param <T> the type of the result
 */
public sealed class TaskFuture<T> extends CompletableFuture<T> permits ExecutorFuture {
    private final PoolCrew crew;
    private final long number;
    /** The same in this process; null where that cannot be. */
    private final Callable<T> here;
    private volatile FinishedTask end;

    TaskFuture(PoolCrew crew, Callable<T> here) {
        this.crew = crew;
        this.number = crew.nextNumber();
        this.here = here;
    }

    long number() {
        return number;
    }

    boolean canRunHere() {
        return here != null;
    }

    /** This thread does it. */
    void runHere() {
        try {
            complete(here.call());
        } catch (Exception e) {
            completeExceptionally(e);
        }
    }

    /** Called before it is completed. */
    void ended(FinishedTask finished) {
        end = finished;
    }

    /**
     * Gives the task up. One that waits is taken out. One that runs is interrupted, if that is wanted, and killed with its worker where
     * it goes on for two seconds after that; what else that worker had runs again in another.
     *
     * @param mayInterrupt whether a task that runs is ended; else it goes on, its result is dropped, and it is not tried again
     * @return false if there was a result before
     */
    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        if (cancelled) {
            crew.giveUp(number, mayInterrupt);
        }
        return cancelled;
    }

    /** {@return the place of the worker that ran it, from 0; negative while that is not over, and where none did} */
    public int worker() {
        FinishedTask known = end;
        return known == null ? -1 : known.worker();
    }

    /** {@return how many times it was started; 0 while it is not over} */
    public int attempts() {
        FinishedTask known = end;
        return known == null ? 0 : known.attempts();
    }

    /** {@return how long the last attempt took in the worker; zero while it is not over} */
    public Duration runTime() {
        FinishedTask known = end;
        return known == null ? Duration.ZERO : Duration.ofNanos(known.runNanos());
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
