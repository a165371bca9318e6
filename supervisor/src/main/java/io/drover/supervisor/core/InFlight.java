package io.drover.supervisor.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The tasks one worker process holds, by sequence number: a ring, because numbers are given in order and results come
 * back nearly so.
 */
final class InFlight {
    private TaskState[] ring = new TaskState[16];
    private long first = 1;
    private long next = 1;
    private int size;
    private long bytes;
    private long sentBytes;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** What they hold of our memory. */
    long bytes() {
        return bytes;
    }

    /** What they take of the worker's memory. */
    long sentBytes() {
        return sentBytes;
    }

    /** The sequence number the next task will get. */
    long next() {
        return next;
    }

    void add(TaskState task) {
        if (next - first == ring.length) {
            grow();
        }
        ring[index(next)] = task;
        next++;
        count(task, 1);
    }

    /** Removes and returns a task; null if it is not here, or not any more. */
    TaskState take(long sequence) {
        if (sequence < first || sequence >= next) {
            return null;
        }
        int index = index(sequence);
        TaskState task = ring[index];
        if (task != null) {
            ring[index] = null;
            count(task, -1);
            while (first < next && ring[index(first)] == null) {
                first++;
            }
        }
        return task;
    }

    boolean contains(long sequence) {
        return sequence >= first && sequence < next && ring[index(sequence)] != null;
    }

    /** The number under which the task with this id is here; 0: it is not. */
    long sequenceOf(long id) {
        for (long n = first; n < next; n++) {
            TaskState task = ring[index(n)];
            if (task != null && task.spec().id() == id) {
                return n;
            }
        }
        return 0;
    }

    TaskState get(long sequence) {
        return contains(sequence) ? ring[index(sequence)] : null;
    }

    /** Removes all tasks after {@code sequence}, in order; their numbers will be given again. */
    List<TaskState> takeAfter(long sequence) {
        List<TaskState> taken = new ArrayList<>();
        for (long n = Math.max(first, sequence + 1); n < next; n++) {
            TaskState task = ring[index(n)];
            if (task != null) {
                taken.add(task);
                ring[index(n)] = null;
                count(task, -1);
            }
        }
        next = Math.max(first, Math.min(next, sequence + 1));
        while (first < next && ring[index(first)] == null) {
            first++;
        }
        return taken;
    }

    /** Sequence numbers of what is here, in order. */
    List<Long> sequences() {
        List<Long> sequences = new ArrayList<>();
        for (long n = first; n < next; n++) {
            if (ring[index(n)] != null) {
                sequences.add(n);
            }
        }
        return sequences;
    }

    private void count(TaskState task, int sign) {
        size += sign;
        bytes += sign * (long) task.bytes();
        sentBytes += sign * task.sentBytes();
    }

    private int index(long sequence) {
        return (int) (sequence & ring.length - 1);
    }

    private void grow() {
        TaskState[] old = ring;
        ring = new TaskState[old.length * 2];
        for (long n = first; n < next; n++) {
            ring[index(n)] = old[(int) (n & old.length - 1)];
        }
    }
}
