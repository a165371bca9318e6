package io.drover.worker.lines;

import io.drover.posix.ExitStatus;
import io.drover.posix.Reaped;
import io.drover.proto.TaskFailure;
import io.drover.proto.TaskResult;
import io.drover.worker.slot.SlotPort;
import io.drover.worker.slot.TaskQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The results of a slot for lines, on their way to the sink. Confined to the thread of the slot, but for the static
 * methods.
 */
final class CoprocResults {
    /** The result of a shorter task may wait for others while the slot has more to do. */
    private static final long SHORT_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final SlotPort port;
    private final List<TaskResult> done = new ArrayList<>();
    private boolean urgent;

    CoprocResults(SlotPort port) {
        this.port = port;
    }

    /** @param start by System.nanoTime */
    void add(TaskQueue.Started task, TaskResult.Builder result, long start, long nanos) {
        done.add(port.complete(result, task, start, nanos).build());
        urgent |= nanos > SHORT_NANOS || result.hasFailure();
    }

    /** @param idle the slot has nothing more to do, so nothing is worth waiting for */
    void deliver(boolean idle) {
        if (!done.isEmpty()) {
            port.results(done, urgent || idle);
            done.clear();
            urgent = false;
        }
    }

    static TaskResult.Builder failure(String message) {
        return TaskResult.newBuilder().setFailure(TaskFailure.newBuilder().setClassName("coprocess").setMessage(message));
    }

    /** Of the line that a child ran when it ended. */
    static TaskResult.Builder endOf(Reaped reaped) {
        TaskResult.Builder result = TaskResult.newBuilder();
        if (reaped.status() instanceof ExitStatus.Signaled signaled) {
            result.setSignal(signaled.signal());
        } else if (reaped.status() instanceof ExitStatus.Exited exited && exited.code() != 0) {
            result.setExitCode(exited.code());
        } else {
            result = failure("the coprocess ended without an answer");
        }
        return withUsage(result, reaped);
    }

    static TaskResult.Builder withUsage(TaskResult.Builder result, Reaped reaped) {
        return result.setUserMicros(reaped.userMicros())
                .setSystemMicros(reaped.systemMicros())
                .setMaxRssKib(reaped.maxRssKib());
    }
}
