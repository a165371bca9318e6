package io.drover.supervisor.core;

import java.util.ArrayList;
import java.util.List;

/** Takes tasks from those that wait to a worker, many in one message, and counts those that are under way. */
final class Sender {
    private static final int MAX_BATCH_TASKS = 4096;
    private static final int MAX_BATCH_BYTES = 256 << 10;

    private final Effects effects;
    private final PendingTasks pending;
    private final List<TaskState> batch = new ArrayList<>();
    private int inFlight;

    Sender(Effects effects, PendingTasks pending) {
        this.effects = effects;
        this.pending = pending;
    }

    /** Tasks that have been sent and have no result. */
    int inFlight() {
        return inFlight;
    }

    /** The attempt is not awaited any more. Null if it was not. */
    TaskState take(WorkerProcess process, long sequence) {
        TaskState task = process.take(sequence);
        inFlight -= task == null ? 0 : 1;
        return task;
    }

    /** Nothing after {@code started} has started: it waits again; returns how many tasks that are. */
    int recalled(WorkerProcess process, long started) {
        List<TaskState> recalled = process.endRecall(started);
        inFlight -= recalled.size();
        pending.addFirst(recalled);
        return recalled.size();
    }

    /** Sends {@code count} tasks, or fewer where there is no room for the next or none waits. */
    void send(WorkerProcess process, int count, long now) {
        int left = count;
        if (left > 0 && process.unstarted() == 0) {
            process.progressed(now);
        }
        while (left > 0 && next(process)) {
            batch.clear();
            long first = process.inFlight.next();
            int bytes = 0;
            while (left > 0 && next(process) && batch.size() < MAX_BATCH_TASKS && bytes < MAX_BATCH_BYTES) {
                TaskState task = pending.poll();
                process.inFlight.add(task);
                batch.add(task);
                bytes += task.bytes();
                left--;
            }
            inFlight += batch.size();
            effects.send(process.key, process.epoch(), first, batch);
        }
    }

    /** Whether a task waits that {@code process} can take. */
    private boolean next(WorkerProcess process) {
        return !pending.isEmpty() && process.hasRoomFor(pending.peek());
    }
}
