package io.drover.task;

import java.time.Instant;
import java.util.Optional;

/** What a running task can ask and tell. Valid until {@link Task#run} returns; may be used from any thread until then. */
public interface TaskContext {

    /** The task's number in the run, from 1, in the order of the input. */
    long taskId();

    /** 1 when the task runs for the first time, 2 when it runs again. */
    int attempt();

    /** The slot that runs it, from 1: no two tasks that run at the same time have the same. */
    int slot();

    /** When the task will be killed; empty if it may take as long as it likes. */
    Optional<Instant> deadline();

    /**
     * True once the run is being stopped. A task that asks gets the grace period to end by itself; one that never asks
     * is ended with its process at once. Its thread is interrupted as well.
     */
    boolean isCancelled();

    /** Calls {@code action} when the run is being stopped, from another thread; at once if it already is. */
    void onCancel(Runnable action);

    /** Puts a line among what this task prints. */
    void log(String message);

    /** Tells how much is done, from 0 to 1; shown where the supervisor lists its running tasks. */
    void progress(double fraction);
}
