package io.drover.supervisor.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Tasks that wait to be sent, in the order in which they will be. Those of a later stage stand apart until it
 * {@linkplain #begin begins}: until then nobody can take them.
 */
final class PendingTasks {
    private final Deque<TaskState> tasks = new ArrayDeque<>();
    private final Deque<TaskState> later = new ArrayDeque<>();
    private int stage;
    private long bytes;

    /** How many may be sent now. */
    int size() {
        return tasks.size();
    }

    /** Whether none may be sent now. */
    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** How many wait, for later stages too. */
    int all() {
        return tasks.size() + later.size();
    }

    /** What all that wait hold of our memory. */
    long bytes() {
        return bytes;
    }

    /** The stage of those that wait for one is the next. */
    void begin() {
        stage = later.isEmpty() ? stage : later.peek().spec().stage();
        while (!later.isEmpty() && later.peek().spec().stage() == stage) {
            tasks.addLast(later.poll());
        }
    }

    void add(TaskState task) {
        (task.spec().stage() > stage ? later : tasks).addLast(task);
        bytes += task.bytes();
    }

    void addFirst(TaskState task) {
        tasks.addFirst(task);
        bytes += task.bytes();
    }

    /** Puts {@code again} before all others, in its order. */
    void addFirst(List<TaskState> again) {
        for (int i = again.size() - 1; i >= 0; i--) {
            addFirst(again.get(i));
        }
    }

    TaskState peek() {
        return tasks.peek();
    }

    TaskState poll() {
        return taken(tasks.poll());
    }

    /** Takes out the first of all, of whatever stage. */
    TaskState pollAny() {
        return taken(tasks.isEmpty() ? later.poll() : tasks.poll());
    }

    /** Takes out one task, which is usually the first. */
    void remove(TaskState task) {
        if (tasks.remove(task)) {
            taken(task);
        }
    }

    private TaskState taken(TaskState task) {
        bytes -= task.bytes();
        return task;
    }
}
