package io.drover.supervisor;

import io.drover.supervisor.core.TaskSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tasks that a program submits one by one, from any thread. They wait in memory, without a limit, those with the highest priority before the
 * others and equal ones in their order, as they do in the crew.
 */
public final class Submissions implements Intake {
    private static final int MOST_AT_ONCE = 4096;

    private record Submitted(TaskSpec task, long order) {
        int priority() {
            return task.terms() == null ? 0 : task.terms().priority();
        }
    }

    private final Queue<Submitted> waiting = new PriorityBlockingQueue<>(
            16, Comparator.comparingInt(Submitted::priority).reversed().thenComparingLong(Submitted::order));
    private final AtomicLong count = new AtomicLong();
    private volatile Runnable onChange = () -> {};
    private volatile boolean over;
    private volatile boolean refused;

    /** Without a task. */
    public Submissions() {}

    /**
     * One more task.
     *
     * @param task whose number no other task of the crew has
     * @return false if nothing is wanted any more: the crew is over, or will be
     */
    public boolean submit(TaskSpec task) {
        if (over || refused) {
            return false;
        }
        waiting.add(new Submitted(task, count.getAndIncrement()));
        onChange.run();
        return true;
    }

    /** No task follows. */
    public void end() {
        over = true;
        onChange.run();
    }

    /** {@return whether no crew takes what waits, nor anything that comes} */
    public boolean isClosed() {
        return refused;
    }

    /** {@return what no crew has taken, after the end of the crew} */
    public List<TaskSpec> left() {
        return waiting.stream().sorted(Comparator.comparingLong(Submitted::order)).map(Submitted::task).toList();
    }

    @Override
    public void open(Runnable change) {
        onChange = change;
    }

    @Override
    public Delivery take(int wanted) {
        // Asked first: what was submitted before the end is taken before it.
        boolean last = over;
        List<TaskSpec> taken = new ArrayList<>();
        while (taken.size() < Math.min(wanted, MOST_AT_ONCE) && !waiting.isEmpty()) {
            taken.add(waiting.poll().task());
        }
        if (!taken.isEmpty()) {
            return new Delivery.Tasks(taken);
        }
        return last ? new Delivery.End() : null;
    }

    @Override
    public Optional<TaskSpec> remove(long task) {
        Optional<Submitted> found = waiting.stream().filter(one -> one.task().id() == task).findFirst();
        found.ifPresent(waiting::remove);
        return found.map(Submitted::task);
    }

    @Override
    public void close() {
        refused = true;
    }
}
