package io.drover.flow;

import io.drover.flow.journal.Item;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Items of a stage that go to one task together. In the loop. */
final class Batches {
    private final int most;
    private final long longestNanos;
    private final Executor later;
    /** By the id of the first, while their task is at work. */
    private final Map<Long, List<Item>> atWork = new HashMap<>();
    /** When the first of those that wait was seen; 0: none was. */
    private long since;

    /**
     * @param most items of one task
     * @param longest so long they wait for each other
     */
    Batches(int most, Duration longest) {
        this.most = most;
        this.longestNanos = longest.toNanos();
        this.later = CompletableFuture.delayedExecutor(longestNanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Whether those that wait are to go.
     *
     * @param full when so many wait there is no room for more
     * @param last whether nothing more can come
     * @param wake has this asked again
     */
    boolean due(Backlog waiting, long full, BooleanSupplier last, Runnable wake) {
        if (waiting.isEmpty()) {
            since = 0;
            return false;
        }
        if (enough(waiting, full) || last.getAsBoolean()) {
            return true;
        }
        long now = System.nanoTime();
        if (since == 0) {
            since = now;
            later.execute(wake);
        }
        return now - since >= longestNanos;
    }

    /** Whether there are as many as go together, or no more are waited for. */
    boolean enough(Backlog waiting, long full) {
        return waiting.count() >= Math.min(most, full) || longestNanos == 0;
    }

    /** The first that wait, for one task; there is one. */
    List<Item> take(Backlog waiting) throws IOException {
        List<Item> items = new ArrayList<>();
        while (items.size() < most && !waiting.isEmpty()) {
            items.add(waiting.poll());
        }
        since = 0;
        return items;
    }

    /** They are a task's. */
    void begin(List<Item> items) {
        atWork.put(items.get(0).id(), items);
    }

    /** Those of a task that has its final state; null where it is another's. */
    List<Item> finished(long id) {
        return atWork.remove(id);
    }
}
