package io.drover.worker.slot;

import io.drover.proto.TaskBatch;
import io.drover.proto.TaskRequest;
import io.drover.wire.BatchReader;
import io.drover.wire.EpochMicros;
import io.drover.wire.Scoreboard;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Tasks that have arrived and not started, in order. Taking one claims it on the {@link Scoreboard}; recalled ones are
 * dropped on the way.
 *
 * <p>A task goes to the lowest slot that is free, so that with {@code n} tasks at a time only the first {@code n} slots
 * are ever used: people number their GPUs and ports by the slot.
 */
public final class TaskQueue {
    /**
     * A task that is ours to run.
     *
     * @param nanos when it started, by {@link System#nanoTime}, which tells how long it runs
     * @param epochMicros the same by the wall clock, read for each start: it may be set while this process lives, and goes
     *     on while the machine is suspended, when the other clock does not
     */
    public record Started(long sequence, TaskRequest task, long nanos, long epochMicros) {

        /** What the wall clock would have shown at another time of the same attempt. */
        long epochMicrosAt(long otherNanos) {
            return epochMicros + TimeUnit.NANOSECONDS.toMicros(otherNanos - nanos);
        }
    }

    /** Takes tasks as long as it wants them. Called while the queue is locked, so it waits for nothing. */
    public interface Taker {
        boolean wantsMore();

        void take(Started started);
    }

    private final ReentrantLock lock = new ReentrantLock();
    /** By slot: what its thread waits for. */
    private final Condition[] called;
    /** Slots that run a task. The others come for one, or wait. */
    private final BitSet busy = new BitSet();
    private final Deque<BatchReader> batches = new ArrayDeque<>();
    private final Scoreboard scoreboard;
    private final LongSupplier wallClock;
    /** Tasks in {@link #batches}, with those that were recalled. */
    private int queued;
    private boolean closed;

    public TaskQueue(Scoreboard scoreboard) {
        this(scoreboard, EpochMicros::now);
    }

    /** @param wallClock microseconds since 1970 */
    TaskQueue(Scoreboard scoreboard, LongSupplier wallClock) {
        this.scoreboard = scoreboard;
        this.wallClock = wallClock;
        this.called = new Condition[scoreboard.slots()];
        Arrays.setAll(called, slot -> lock.newCondition());
    }

    public void add(TaskBatch batch) {
        lock.lock();
        try {
            BatchReader tasks = new BatchReader(batch);
            batches.add(tasks);
            queued += tasks.left();
            callFree(queued);
        } finally {
            lock.unlock();
        }
    }

    /** No more tasks: {@link #take} answers null when none is left, or at once if they are to be dropped. */
    public void close(boolean drop) {
        lock.lock();
        try {
            closed = true;
            if (drop) {
                batches.clear();
                queued = 0;
            }
            callFree(called.length);
        } finally {
            lock.unlock();
        }
    }

    /** The next task for {@code slot} if one is there, else null: does not wait. */
    public Started poll(int slot) {
        lock.lock();
        try {
            return next(slot);
        } finally {
            lock.unlock();
        }
    }

    /**
     * More tasks for a slot that runs another one, which stays the one that is shown. None that is needed elsewhere: slots
     * without a task go first.
     */
    public void more(Taker taker) {
        lock.lock();
        try {
            int others = freeBelow(called.length);
            long now = System.nanoTime();
            long epochMicros = wallClock.getAsLong();
            while (queued > others && !batches.isEmpty() && taker.wantsMore()) {
                BatchReader batch = batches.peek();
                if (scoreboard.tryStart(batch.epoch(), batch.sequence())) {
                    taker.take(started(batch, now, epochMicros));
                } else {
                    drop();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next task; null when there will be none. */
    public Started take(int slot) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                Started next = next(slot);
                if (next != null || closed) {
                    return next;
                }
                called[slot].await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes the first {@code count} slots that are free. One that does not wait will look by itself. */
    private void callFree(int count) {
        int slot = busy.nextClearBit(0);
        for (int i = 0; i < count && slot < called.length; i++) {
            called[slot].signal();
            slot = busy.nextClearBit(slot + 1);
        }
    }

    private Started next(int slot) {
        busy.clear(slot);
        return start(slot, freeBelow(slot));
    }

    /** @param others so many tasks are for others */
    private Started start(int slot, int others) {
        while (queued > others && !batches.isEmpty()) {
            BatchReader batch = batches.peek();
            long sequence = batch.sequence();
            long now = System.nanoTime();
            scoreboard.running(slot, sequence, now);
            if (!scoreboard.tryStart(batch.epoch(), sequence)) {
                scoreboard.idle(slot);
                drop();
                continue;
            }
            busy.set(slot);
            return started(batch, now, wallClock.getAsLong());
        }
        return null;
    }

    private Started started(BatchReader batch, long now, long epochMicros) {
        queued--;
        long sequence = batch.sequence();
        TaskRequest task = batch.take();
        if (batch.left() == 0) {
            // Nothing holds on to a large task that has been handed out.
            drop();
        }
        return new Started(sequence, task, now, epochMicros);
    }

    private int freeBelow(int slot) {
        int free = 0;
        for (int i = 0; i < slot; i++) {
            if (!busy.get(i)) {
                free++;
            }
        }
        return free;
    }

    private void drop() {
        queued -= batches.remove().left();
    }
}
