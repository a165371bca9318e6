package io.drover.supervisor.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Tasks that wait to be sent, in the order in which they will be. */
final class PendingTasks {
    private final Deque<TaskState> tasks = new ArrayDeque<>();
    private long bytes;

    int size() {
        return tasks.size();
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** What they hold of our memory. */
    long bytes() {
        return bytes;
    }

    void add(TaskState task) {
        tasks.addLast(task);
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
        TaskState task = tasks.poll();
        bytes -= task.bytes();
        return task;
    }

    /** Takes out one task, which is usually the first. */
    void remove(TaskState task) {
        if (tasks.remove(task)) {
            bytes -= task.bytes();
        }
    }
}
