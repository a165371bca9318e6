package io.drover.supervisor;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import java.util.List;

/**
 * Is told what becomes of tasks and workers, by the supervisor loop alone. No call may block: who writes does that in a
 * thread of its own.
 *
 * <p>Of every task: that it was submitted; any number of {@link #chunk}, perhaps a {@link #retried} or a {@link #discarded}
 * (then again chunks of the next attempt); and exactly one {@link #finished}.
 */
public interface Follower {
    /**
     * The crew has taken over tasks.
     *
     * @param tasks each of them will have a final state
     */
    default void submitted(List<TaskSpec> tasks) {}

    /**
     * A worker process has been started.
     *
     * @param worker its place, and which process there it is
     * @param slots how many tasks it runs at a time
     */
    default void spawned(WorkerKey worker, int slots) {}

    /**
     * A worker is connected, and its slots are set up: it gets tasks from now on.
     *
     * @param worker its place, and which process there it is
     */
    default void ready(WorkerKey worker) {}

    /**
     * A worker process is over, and nothing more comes of it.
     *
     * @param worker its place, and which process there it was
     */
    default void gone(WorkerKey worker) {}

    /**
     * A worker process has died, and nobody wanted that.
     *
     * @param worker its place, and which process there it was
     * @param reason for the user
     */
    default void lost(WorkerKey worker, String reason) {}

    /**
     * Tasks are on their way to a worker.
     *
     * @param worker its place, and which process there it is
     * @param tasks some wait there for a slot, and may be called back and sent elsewhere
     */
    default void sent(WorkerKey worker, List<TaskState> tasks) {}

    /**
     * A part of what a running task has printed.
     *
     * @param task which
     * @param standardError where it has printed it; else on its standard output
     * @param data the bytes, which nobody changes
     * @param receipt wants to be given the number of these bytes when they are taken care of
     */
    default void chunk(TaskSpec task, boolean standardError, ByteString data, Receipt receipt) {
        receipt.give(data.size());
    }

    /**
     * A part of the items that a running task sends to stages of its flow; all of them come before its end.
     *
     * @param task which
     * @param data the bytes, which nobody changes
     * @param receipt as for {@link #chunk}
     */
    default void emitted(TaskSpec task, ByteString data, Receipt receipt) {
        receipt.give(data.size());
    }

    /**
     * A running task asks a stage of its flow.
     *
     * @param task which
     * @param input number of the input of a stage that is asked
     * @param item what a task there is to be given
     * @param answer wants to be given what that returns, or why there is nothing
     */
    default void asked(TaskSpec task, int input, ByteString item, Answer answer) {
        answer.fail("nobody answers");
    }

    /**
     * An attempt has failed and the task runs again: what it has printed is not the task's.
     *
     * @param attempt how it ended
     */
    default void retried(FinishedTask attempt) {}

    /**
     * An attempt does not count, and the task runs again: what it has printed is to be forgotten.
     *
     * @param task which
     */
    default void discarded(TaskSpec task) {}

    /**
     * A task has its final state.
     *
     * @param task how it ended
     */
    default void finished(FinishedTask task) {}

    /**
     * Told from time to time, for those who want to know of tasks that take long.
     *
     * @param tasks what runs now
     */
    default void running(List<RunningTask> tasks) {}

    /**
     * No task starts.
     *
     * @param hold why; null: not any more
     */
    default void held(Hold hold) {}

    /**
     * How far the crew is.
     *
     * @param progress told a few times a second, if {@link CrewPlan#progress} wants that
     */
    default void progress(RunProgress progress) {}

    /**
     * Something of our own for the user.
     *
     * @param line without a newline
     */
    default void message(String line) {}

    /**
     * What the threads of a worker were at, which is ended because it is silent or a task has run out of time.
     *
     * @param worker whose they are
     * @param stacks of its slots, and deadlocks where there are any; or a line that says that there are none
     * @param late the tasks that have run out of time
     */
    default void threadDump(WorkerKey worker, String stacks, List<Stuck> late) {
        message("thread dump of " + worker + ":");
        stacks.lines().forEach(this::message);
    }

    /**
     * A task that has run out of time.
     *
     * @param task which it is
     * @param stack of its thread; or a line that says that there is none
     */
    record Stuck(TaskSpec task, String stack) {}

    /** Nothing more comes in this round of the loop. */
    default void roundOver() {}

    /** {@return whether it can take more} */
    default Valve valve() {
        return Valve.OPEN;
    }

    /**
     * Nothing more comes at all.
     *
     * @param done to be run, in any thread, when what was told is taken care of
     */
    default void over(Runnable done) {
        done.run();
    }
}
