package io.drover.supervisor.core;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tasks that wait to be sent, in the order in which they will be: by priority, equal ones as they came. Apart from them
 * stand those whose time has not {@linkplain #wake come}, and those of a later stage until it {@linkplain #begin begins}:
 * until then nobody can take them.
 */
final class PendingTasks {
    private final NavigableMap<Integer, Deque<TaskState>> queues = new TreeMap<>(Comparator.reverseOrder());
    /** The queue that is next, of all that hold a task; any where none does. */
    private Deque<TaskState> next = new ArrayDeque<>();
    private int priorityOfNext;
    /** Before all queues; null: nobody. */
    private TaskState front;
    private int size;
    private final Queue<TaskState> asleep = new PriorityQueue<>(PendingTasks::compareWaking);
    private final Deque<TaskState> later = new ArrayDeque<>();
    private int stage;
    private long bytes;

    PendingTasks() {
        queues.put(priorityOfNext, next);
    }

    /** How many may be sent now. */
    int size() {
        return size;
    }

    /** Whether none may be sent now. */
    boolean isEmpty() {
        return size == 0;
    }

    /** How many wait, for whatever. */
    int all() {
        return size + asleep.size() + later.size();
    }

    boolean nothingWaits() {
        return all() == 0;
    }

    /** How many wait for a slot, or for the end of their stage. */
    int awake() {
        return size + later.size();
    }

    /** What all that wait hold of our memory. */
    long bytes() {
        return bytes;
    }

    /** The stage of those that wait for one is the next, unless somebody of this one is still asleep. */
    void begin() {
        if (later.isEmpty() || !asleep.isEmpty()) {
            return;
        }
        stage = later.peek().spec().stage();
        while (!later.isEmpty() && later.peek().spec().stage() == stage) {
            enqueue(later.poll(), false);
        }
    }

    /** Those whose time has come may be sent. */
    void wake(long now) {
        while (!asleep.isEmpty() && asleep.peek().notBefore() <= now) {
            enqueue(asleep.poll(), false);
        }
    }

    /** When {@link #wake} has something to do; Long.MAX_VALUE: never. */
    long wakesAt() {
        return asleep.isEmpty() ? Long.MAX_VALUE : asleep.peek().notBefore();
    }

    /** Behind all others of its priority, when its stage and its time have come. */
    void add(TaskState task, long now) {
        bytes += task.bytes();
        if (task.spec().stage() > stage) {
            later.addLast(task);
        } else if (task.notBefore() > now) {
            asleep.add(task);
        } else {
            enqueue(task, false);
        }
    }

    /** It has failed and runs again: before all others of its priority, or when it has waited for long enough. */
    void addAgain(TaskState task, long now) {
        task.backOff(now);
        if (task.notBefore() > now) {
            add(task, now);
        } else {
            addFirst(task);
        }
    }

    /** Before all others of its priority, at once. */
    void addFirst(TaskState task) {
        bytes += task.bytes();
        enqueue(task, true);
    }

    /** Puts {@code again} before all others of their priority, in its order. */
    void addFirst(List<TaskState> again) {
        for (int i = again.size() - 1; i >= 0; i--) {
            addFirst(again.get(i));
        }
    }

    private void enqueue(TaskState task, boolean first) {
        int priority = task.terms().priority();
        Deque<TaskState> queue = next;
        if (priority != priorityOfNext) {
            queue = queues.computeIfAbsent(priority, unused -> new ArrayDeque<>());
            if (next.isEmpty() || priority > priorityOfNext) {
                if (next.isEmpty()) {
                    queues.remove(priorityOfNext);
                }
                next = queue;
                priorityOfNext = priority;
            }
        }
        if (first) {
            queue.addFirst(task);
        } else {
            queue.addLast(task);
        }
        size++;
    }

    /** Before all others of any priority: the next that is sent. It waits to be sent now. */
    void bringToFront(TaskState task) {
        if (task != front) {
            remove(task);
            if (front != null) {
                addFirst(takeFront());
            }
            front = task;
            size++;
            bytes += task.bytes();
        }
    }

    private TaskState takeFront() {
        TaskState task = front;
        front = null;
        return left(task);
    }

    TaskState peek() {
        return front == null ? next.peek() : front;
    }

    TaskState poll() {
        return front == null ? left(next.poll()) : takeFront();
    }

    /** Takes out the first of all, whatever it waits for. */
    TaskState pollAny() {
        if (size > 0) {
            return poll();
        }
        TaskState task = asleep.isEmpty() ? later.poll() : asleep.poll();
        bytes -= task.bytes();
        return task;
    }

    /** Takes out one task that may be sent, which is usually the first. */
    void remove(TaskState task) {
        if (task == front) {
            takeFront();
        } else if (queues.get(task.terms().priority()).remove(task)) {
            left(task);
        }
    }

    /** Takes out the task with this number, whatever it waits for; null when it does not wait. */
    TaskState remove(long id) {
        Predicate<TaskState> wanted = task -> task.spec().id() == id;
        if (front != null && wanted.test(front)) {
            return takeFront();
        }
        TaskState task = removeFrom(later, wanted);
        task = task == null ? removeFrom(asleep, wanted) : task;
        if (task != null) {
            bytes -= task.bytes();
            return task;
        }
        for (Deque<TaskState> queue : queues.values()) {
            TaskState found = removeFrom(queue, wanted);
            if (found != null) {
                return left(found);
            }
        }
        return null;
    }

    /** The task that people know by this number; null if it does not wait. */
    TaskState find(long number) {
        return Stream.of(queues.values().stream().flatMap(Deque::stream), asleep.stream(), later.stream(), Stream.ofNullable(front))
                .flatMap(tasks -> tasks)
                .filter(task -> task.spec().number() == number)
                .findFirst()
                .orElse(null);
    }

    private static TaskState removeFrom(Iterable<TaskState> tasks, Predicate<TaskState> wanted) {
        for (Iterator<TaskState> all = tasks.iterator(); all.hasNext(); ) {
            TaskState task = all.next();
            if (wanted.test(task)) {
                all.remove();
                return task;
            }
        }
        return null;
    }

    /** It has left its queue: another one may be next. */
    private TaskState left(TaskState task) {
        size--;
        bytes -= task.bytes();
        if (next.isEmpty() && size > (front == null ? 0 : 1)) {
            queues.values().removeIf(Deque::isEmpty);
            next = queues.firstEntry().getValue();
            priorityOfNext = queues.firstKey();
        }
        return task;
    }

    /** Comparators that the JDK makes can be serialized, and such lambdas are in no class-data archive. */
    private static int compareWaking(TaskState one, TaskState other) {
        int when = Long.compare(one.notBefore(), other.notBefore());
        return when == 0 ? Long.compare(one.order(), other.order()) : when;
    }
}
