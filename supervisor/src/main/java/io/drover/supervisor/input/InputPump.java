package io.drover.supervisor.input;

import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Reads the task source in a thread of its own, a little ahead of the loop and never more: when the loop does not take,
 * the source is not read.
 */
public final class InputPump {
    private static final int BATCH = 1024;
    private static final int BATCHES_AHEAD = 2;

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
    private final ArrayBlockingQueue<Delivery> ready = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private volatile boolean stopped;

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
    public Delivery poll() {
        return ready.poll();
    }

    /** Nothing more is wanted. A read that blocks is left to itself. */
    public void stop() {
        stopped = true;
        ready.clear();
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
        while (more && !stopped) {
            List<TaskSpec> tasks = new ArrayList<>(BATCH);
            more = source.read(tasks, BATCH);
            if (!tasks.isEmpty()) {
                deliver(new Delivery.Tasks(tasks));
            }
        }
    }

    private void pumpCounted() throws IOException {
        List<TaskSpec> all = new ArrayList<>();
        while (source.read(all, BATCH) && !stopped) {
            // On to the end of the input.
        }
        deliver(new Delivery.Total(all.size()));
        for (int from = 0; from < all.size(); from += BATCH) {
            deliver(new Delivery.Tasks(all.subList(from, Math.min(all.size(), from + BATCH))));
        }
    }

    private void deliver(Delivery delivery) {
        try {
            ready.put(delivery);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wake.run();
    }
}
