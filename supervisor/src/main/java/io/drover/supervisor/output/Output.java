package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.TaskSpec;

/**
 * The one place where the output of tasks goes. Called by the supervisor loop alone; none of the calls blocks: the
 * writing happens in a thread of the implementation.
 *
 * <p>For every task: any number of {@link #chunk}, perhaps a {@link #retried} or a {@link #discard} (then again chunks of the next
 * attempt), and exactly one {@link #finished}.
 */
public interface Output extends RunListener, AutoCloseable {

    /** A part of what a running task has printed. */
    void chunk(TaskSpec task, boolean standardError, ByteString data);

    /** An attempt has failed and the task runs again: forget what it has printed. */
    default void retried(FinishedTask attempt) {
        discard(attempt.task());
    }

    /** An attempt does not count, and the task runs again: forget what it has printed. */
    void discard(TaskSpec task);

    /** The task has its final state. */
    void finished(FinishedTask finished);

    /** A line of our own for the user, on stderr. */
    void message(String line);

    /** How far the run is. */
    void progress(RunProgress progress);

    /** Hands what the calls above have brought to the writing thread. Called once for each round of the loop. */
    void flush();

    /**
     * Number of chunk bytes, since the last call, that the writing thread is done with: written, on disk, discarded, or
     * in memory within its limits. The loop lets the workers send as much again. Results are not counted here.
     */
    long takeReleasedBytes();

    /** True while the writing thread has so much to do that no further task should be started. */
    boolean congested();

    /** True while nothing of what has to be written is taken, and that for some time: a reader that does not read. */
    default boolean stalled() {
        return false;
    }

    /**
     * Why nothing more can be written, or null: a full disk, or a reader that went away (see
     * {@link OutputFailure#readerGone}). Once set it stays.
     */
    OutputFailure failure();

    /** Called from the writing thread when one of the answers above has changed, to wake the loop. */
    void onChange(Runnable wake);

    /** Writes what is left and waits for it to be written. Does not close stdout. */
    @Override
    void close();
}
