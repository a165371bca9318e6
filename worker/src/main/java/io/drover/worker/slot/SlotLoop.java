package io.drover.worker.slot;

import io.drover.proto.TaskResult;
import io.drover.wire.Scoreboard;
import java.util.Optional;

/** What a slot does that runs one task after the other, until there will be none. Confined to the thread of the slot. */
public final class SlotLoop {
    private final int index;
    private final TaskQueue queue;
    private final Scoreboard scoreboard;
    private final SlotPort port;
    private final long shortNanos;

    /** How a task is run, and what ends the slot. */
    public interface Attempt<E extends Exception> {
        TaskResult.Builder run(TaskQueue.Started started) throws E;
    }

    /** @param shortNanos the result of a shorter task may wait for others while the slot has more to do */
    public SlotLoop(int index, TaskQueue queue, Scoreboard scoreboard, SlotPort port, long shortNanos) {
        this.index = index;
        this.queue = queue;
        this.scoreboard = scoreboard;
        this.port = port;
        this.shortNanos = shortNanos;
    }

    public <E extends Exception> void run(Attempt<E> attempt) throws E {
        TaskQueue.Started next = await();
        while (next != null) {
            // No variable here holds on to a task that is over: it may be large.
            TaskResult.Builder result = result(attempt, next);
            scoreboard.idle(index);
            next = queue.poll(index);
            port.result(result.build(), next == null || result.getRunNanos() > shortNanos);
            if (next == null) {
                next = await();
            }
        }
    }

    private <E extends Exception> TaskResult.Builder result(Attempt<E> attempt, TaskQueue.Started started) throws E {
        Optional<TaskResult.Builder> refusal = Following.refusal(started.task());
        return port.complete(refusal.isPresent() ? refusal.get() : attempt.run(started), started);
    }

    /** An interrupt here comes from a stop or from a task that left one behind; the queue says which. */
    private TaskQueue.Started await() {
        while (true) {
            try {
                return queue.take(index);
            } catch (InterruptedException e) {
                continue;
            }
        }
    }
}
