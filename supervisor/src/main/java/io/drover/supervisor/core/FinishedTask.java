package io.drover.supervisor.core;

import com.google.protobuf.ByteString;

/**
 * A task with its final state, what its last attempt printed, and what that attempt used.
 *
 * @param attempts how many times it was started; 0 when never
 * @param slot the slot of the last attempt, from 1; 0 when never started
 * @param worker the place of the worker that ran the last attempt; -1 when never started
 * @param startEpochMicros wall clock; 0 when unknown
 * @param output the part of standard output (or the result of a Java task) not passed on as chunks before
 * @param error the part of standard error not passed on as chunks before
 */
public record FinishedTask(
        TaskSpec task,
        Outcome outcome,
        int attempts,
        int slot,
        int worker,
        long startEpochMicros,
        long runNanos,
        long userMicros,
        long systemMicros,
        long maxRssKib,
        ByteString output,
        ByteString error) {

    /** @param worker the place of the worker that ran the last attempt; -1 when never started */
    static FinishedTask of(TaskState task, Outcome outcome, AttemptEnd last, int worker) {
        return new FinishedTask(
                task.spec().taggedForSlot(Math.max(1, last.slot())),
                outcome,
                task.attempts(),
                last.slot(),
                worker,
                last.startEpochMicros(),
                last.runNanos(),
                last.userMicros(),
                last.systemMicros(),
                last.maxRssKib(),
                last.output(),
                last.error());
    }

    /** Of one that has not been started. */
    public static FinishedTask never(TaskSpec task, Outcome outcome) {
        return new FinishedTask(task, outcome, 0, 0, -1, 0, 0, 0, 0, 0, ByteString.EMPTY, ByteString.EMPTY);
    }

    /** The same end, told of the task as somebody else knows it. */
    public FinishedTask withTask(TaskSpec newTask) {
        return with(newTask, output, error);
    }

    /** The same task, as if it had printed this. */
    public FinishedTask withOutput(ByteString newOutput, ByteString newError) {
        return with(task, newOutput, newError);
    }

    private FinishedTask with(TaskSpec newTask, ByteString newOutput, ByteString newError) {
        return new FinishedTask(
                newTask,
                outcome,
                attempts,
                slot,
                worker,
                startEpochMicros,
                runNanos,
                userMicros,
                systemMicros,
                maxRssKib,
                newOutput,
                newError);
    }
}
