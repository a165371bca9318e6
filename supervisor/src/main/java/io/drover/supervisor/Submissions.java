package io.drover.supervisor;

import io.drover.supervisor.core.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tasks that a program submits one by one, from any thread. They wait in memory, without a limit. */
public final class Submissions implements Intake {
    private static final int MOST_AT_ONCE = 4096;

    private final Queue<TaskSpec> waiting = new ConcurrentLinkedQueue<>();
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
        waiting.add(task);
        onChange.run();
        return true;
    }

    /** No task follows. */
    public void end() {
        over = true;
        onChange.run();
    }

    /** {@return what no crew has taken, after the end of the crew} */
    public List<TaskSpec> left() {
        return List.copyOf(waiting);
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
        for (TaskSpec task = waiting.peek(); task != null && taken.size() < Math.min(wanted, MOST_AT_ONCE); task = waiting.peek()) {
            taken.add(waiting.poll());
        }
        if (!taken.isEmpty()) {
            return new Delivery.Tasks(taken);
        }
        return last ? new Delivery.End() : null;
    }

    @Override
    public Optional<TaskSpec> remove(long task) {
        Optional<TaskSpec> found = waiting.stream().filter(one -> one.id() == task).findFirst();
        found.ifPresent(waiting::remove);
        return found;
    }

    @Override
    public void close() {
        refused = true;
    }
}
