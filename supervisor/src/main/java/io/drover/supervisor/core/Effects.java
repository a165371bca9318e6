package io.drover.supervisor.core;

import io.drover.posix.Signal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the core wants done. The one way out of it. */
public interface Effects {
    /**
     * Starts a worker process; empty if that failed: there is none, and the crew is given up.
     *
     * @param firstSlot the number of its first slot in the crew, from 1
     */
    Optional<Board> spawn(WorkerKey worker, int slots, int firstSlot);

    /** Sends tasks whose sequence numbers follow each other from {@code firstSequence}. */
    void send(WorkerKey worker, int epoch, long firstSequence, List<TaskState> tasks);

    /**
     * Takes back all tasks that have not started. The answer is the sequence number of the last one that has: at once where memory is
     * shared with the worker, or it is dead; else empty, and it comes back as an event. No task is sent there in between.
     */
    OptionalLong recall(WorkerKey worker, int epoch);

    /** May {@code task} start now? The answer comes back as an event, whenever that is. */
    void askToStart(TaskSpec task);

    /** No more tasks for this worker: it leaves when it has nothing left. */
    void finish(WorkerKey worker);

    /** Ends one running attempt by the term sequence; its result says that it was killed. Commands only. */
    void end(WorkerKey worker, long sequence);

    /** Stops one running attempt for a time, or lets it go on. Commands only. */
    void suspend(WorkerKey worker, long sequence, boolean suspend);

    /** Sends a signal, by its number, to the process group of one running attempt. Commands only. */
    void signalTask(WorkerKey worker, long sequence, int signal);

    void signal(WorkerKey worker, Signal signal);

    /** The same signal to all workers at once. */
    void broadcast(Signal signal);

    /** Ends at once whatever the run left behind that is no worker: the orphans of dead workers. */
    void sweepOrphans();

    /** A worker process has died that nobody had told to. */
    default void lost(WorkerKey worker, String reason) {}

    /** Whether the thread dump that the worker was asked for is there to its end. */
    boolean hasThreadDump(WorkerKey worker);

    /**
     * Shows what is there of the thread dump that the worker was asked for.
     *
     * @param late what has run out of time, by the number of its slot in the crew
     */
    void showThreadDump(WorkerKey worker, Map<Integer, TaskSpec> late);

    /** The worker process is over and settled: its socket and files can go. */
    void forget(WorkerKey worker);

    /** An attempt has failed, or was lost, and the task runs again: drop what it printed. */
    void retried(FinishedTask attempt);

    /** An attempt does not count and the task runs again: drop what it printed. */
    void discard(TaskSpec task);

    /** A task has its final state. */
    void finished(FinishedTask task);

    /** Starts are held back from now on, or for another cause than before; null: not any more. */
    default void held(Hold hold) {}

    /** No more input is wanted. */
    void closeInput();

    /** A line for the user. */
    void log(String line);
}
