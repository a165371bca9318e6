package io.drover.supervisor;

import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Reads the task source in a thread of its own, a little ahead of the loop and never more: when the loop does not take,
 * the source is not read.
 */
public final class InputPump implements Intake {
    private static final int MAX_BATCH = 2048;
    /** A batch of about this size is worth its way to the loop. */
    private static final long BATCH_BYTES = 128 << 10;
    private static final long MAX_AHEAD_BYTES = 2 << 20;
    /** What an empty task counts, so that many of them are a limit as well. */
    private static final int TASK_BYTES = 64;

    /** When tasks are counted before all of them have been handed over. */
    public enum Counting {
        /** They are not. */
        NEVER,
        /** Beside reading, where the source can be counted so. */
        ASIDE,
        /** As {@link #ASIDE} where that is possible, otherwise as {@link #FIRST}. */
        ASIDE_OR_FIRST,
        /** Everything is read before the first task is handed over. */
        FIRST
    }

    private final TaskSource source;
    private final Counting counting;
    private Runnable wake;
    private final Queue<Delivery> ready = new ArrayDeque<>();
    private long readyBytes;
    private boolean stopped;
    private volatile long total = -1;

    /**
     * Begins to read when the crew takes.
     *
     * @param source read by a thread of its own
     * @param counting when its tasks are counted
     */
    public InputPump(TaskSource source, Counting counting) {
        this.source = source;
        this.counting = counting;
    }

    /**
     * A pump for a crew.
     *
     * @param source read by a thread of its own
     * @param plan tells whether tasks are counted
     * @return for {@link Supervisor#hire}
     */
    public static InputPump of(TaskSource source, CrewPlan plan) {
        return new InputPump(source, plan.halt().needsTotal() ? Counting.FIRST : counting(plan.progress()));
    }

    private static Counting counting(CrewPlan.Progress progress) {
        return switch (progress) {
            case HIDDEN -> Counting.NEVER;
            case SHOWN -> Counting.ASIDE;
            case COUNTED -> Counting.ASIDE_OR_FIRST;
        };
    }

    @Override
    public void open(Runnable onChange) {
        wake = onChange;
        TaskCount count = countAside();
        boolean countFirst = counting == Counting.FIRST || counting == Counting.ASIDE_OR_FIRST && count == null;
        start("drover-input", Thread.NORM_PRIORITY, () -> pump(countFirst));
        if (count != null) {
            start("drover-count", Thread.MIN_PRIORITY, () -> count(count));
        }
    }

    private TaskCount countAside() {
        try {
            return counting == Counting.NEVER || counting == Counting.FIRST ? null : source.count();
        } catch (IOException e) {
            return null;
        }
    }

    private static void start(String name, int priority, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setPriority(priority);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long total() {
        return total;
    }

    private void count(TaskCount count) {
        try {
            total = count.tasks();
        } catch (IOException | RuntimeException e) {
            // Whatever it is, who reads the tasks finds it too and tells.
        }
    }

    /** Hands over what was read together. */
    @Override
    public synchronized Delivery take(int wanted) {
        Delivery next = ready.poll();
        if (next instanceof Delivery.Tasks tasks) {
            readyBytes -= bytes(tasks.tasks());
            notifyAll();
        }
        return next;
    }

    /** A read that blocks is left to itself. */
    @Override
    public synchronized void close() {
        stopped = true;
        ready.clear();
        notifyAll();
    }

    /** Large tasks are not read ahead of each other; false when nothing more is wanted. */
    private synchronized boolean awaitRoom() {
        try {
            while (readyBytes > MAX_AHEAD_BYTES && !stopped) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !stopped;
    }

    private synchronized boolean stopped() {
        return stopped;
    }

    private void pump(boolean countFirst) {
        try {
            if (countFirst && source.endsBeforeItsTasks()) {
                pumpCounted();
            } else {
                pumpStreamed();
            }
            deliver(new Delivery.End());
        } catch (TaskSource.Broken e) {
            deliver(new Delivery.Broken(e.getMessage()));
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it is: without a word from here the run would wait for ever.
            deliver(new Delivery.Failed(OutOfMemory.text(e)));
        }
    }

    private void pumpStreamed() throws IOException {
        boolean more = true;
        // Long lines make small batches: the first read is careful.
        int most = 16;
        while (more && awaitRoom()) {
            List<TaskSpec> tasks = new ArrayList<>(most);
            try {
                more = source.read(tasks, most);
            } finally {
                if (!tasks.isEmpty()) {
                    deliver(new Delivery.Tasks(tasks));
                }
            }
            if (!tasks.isEmpty()) {
                long mean = Math.max(1, bytes(tasks) / tasks.size());
                most = (int) Math.max(1, Math.min(Math.min(MAX_BATCH, 2L * most), BATCH_BYTES / mean));
            }
        }
    }

    private void pumpCounted() throws IOException {
        List<TaskSpec> all = new ArrayList<>();
        while (source.read(all, MAX_BATCH) && !stopped()) {
            // On to the end of the input.
        }
        total = all.size();
        for (int from = 0; from < all.size(); from += MAX_BATCH) {
            deliver(new Delivery.Tasks(all.subList(from, Math.min(all.size(), from + MAX_BATCH))));
        }
    }

    private static long bytes(List<TaskSpec> tasks) {
        long bytes = 0;
        for (TaskSpec task : tasks) {
            bytes += TASK_BYTES + task.heldBytes();
        }
        return bytes;
    }

    private void deliver(Delivery delivery) {
        long bytes = delivery instanceof Delivery.Tasks tasks ? bytes(tasks.tasks()) : 0;
        synchronized (this) {
            try {
                while (readyBytes > 0 && readyBytes + bytes > MAX_AHEAD_BYTES && !stopped) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (stopped) {
                return;
            }
            readyBytes += bytes;
            ready.add(delivery);
        }
        wake.run();
    }
}
