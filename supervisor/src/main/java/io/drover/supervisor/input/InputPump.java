package io.drover.supervisor.input;

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
public final class InputPump {
    private static final int MAX_BATCH = 2048;
    /** A batch of about this size is worth its way to the loop. */
    private static final long BATCH_BYTES = 128 << 10;
    private static final long MAX_AHEAD_BYTES = 2 << 20;
    /** What an empty task counts, so that many of them are a limit as well. */
    private static final int TASK_BYTES = 64;

    /** What the pump has for the loop. */
    public sealed interface Delivery {
        record Tasks(List<TaskSpec> tasks) implements Delivery {}

        /** The number of tasks is known, before the first of them. */
        record Total(long tasks) implements Delivery {}

        record End() implements Delivery {}

        record Failed(String message) implements Delivery {}
    }

    private final TaskSource source;
    private final boolean countFirst;
    private final Runnable wake;
    private final Queue<Delivery> ready = new ArrayDeque<>();
    private long readyBytes;
    private boolean stopped;

    /**
     * @param countFirst read everything before the first task is handed over, because the number is needed
     * @param wake called when there is something to take
     */
    public InputPump(TaskSource source, boolean countFirst, Runnable wake) {
        this.source = source;
        this.countFirst = countFirst;
        this.wake = wake;
    }

    public void start() {
        Thread thread = new Thread(this::pump, "drover-input");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is next, or null if nothing is there yet. */
    public synchronized Delivery poll() {
        Delivery next = ready.poll();
        if (next instanceof Delivery.Tasks tasks) {
            readyBytes -= bytes(tasks.tasks());
            notifyAll();
        }
        return next;
    }

    /** Nothing more is wanted. A read that blocks is left to itself. */
    public synchronized void stop() {
        stopped = true;
        ready.clear();
        notifyAll();
    }

    private synchronized boolean stopped() {
        return stopped;
    }

    private void pump() {
        try {
            if (countFirst) {
                pumpCounted();
            } else {
                pumpStreamed();
            }
            deliver(new Delivery.End());
        } catch (IOException | RuntimeException e) {
            deliver(new Delivery.Failed(e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private void pumpStreamed() throws IOException {
        boolean more = true;
        // Long lines make small batches: the first read is careful.
        int most = 16;
        while (more && !stopped()) {
            List<TaskSpec> tasks = new ArrayList<>(most);
            more = source.read(tasks, most);
            if (!tasks.isEmpty()) {
                deliver(new Delivery.Tasks(tasks));
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
        deliver(new Delivery.Total(all.size()));
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
