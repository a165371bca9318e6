package io.drover.worker;

import io.drover.proto.TaskBatch;
import io.drover.proto.TaskRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tasks that have arrived and not started, in order. Taking one claims it on the {@link Scoreboard}; recalled ones are
 * dropped on the way.
 */
final class TaskQueue {
    /** A task that is ours to run. */
    record Started(long sequence, TaskRequest task, long nanos) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<TaskBatch> batches = new ArrayDeque<>();
    private final Scoreboard scoreboard;
    private int nextInBatch;
    private int waiting;
    private boolean closed;

    TaskQueue(Scoreboard scoreboard) {
        this.scoreboard = scoreboard;
    }

    void add(TaskBatch batch) {
        lock.lock();
        try {
            batches.add(batch);
            if (waiting > 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** No more tasks: {@link #take} answers null when none is left, or at once if they are to be dropped. */
    void close(boolean drop) {
        lock.lock();
        try {
            closed = true;
            if (drop) {
                batches.clear();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next task for {@code slot} if one is there, else null: does not wait. */
    Started poll(int slot) {
        lock.lock();
        try {
            return next(slot);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next task; null when there will be none. */
    Started take(int slot) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                Started next = next(slot);
                if (next != null || closed) {
                    return next;
                }
                waiting++;
                try {
                    changed.await();
                } finally {
                    waiting--;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Started next(int slot) {
        while (!batches.isEmpty()) {
            TaskBatch batch = batches.peek();
            if (nextInBatch == batch.getTasksCount()) {
                drop();
                continue;
            }
            long sequence = batch.getFirstSequence() + nextInBatch;
            long now = System.nanoTime();
            scoreboard.running(slot, sequence, now);
            if (!scoreboard.tryStart(batch.getEpoch(), sequence)) {
                scoreboard.idle(slot);
                drop();
                continue;
            }
            return new Started(sequence, batch.getTasks(nextInBatch++), now);
        }
        return null;
    }

    private void drop() {
        batches.remove();
        nextInBatch = 0;
    }
}
