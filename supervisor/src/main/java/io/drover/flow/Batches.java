package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.flow.journal.Item;
import io.drover.supervisor.core.TaskSpec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

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
     * @param wake has this asked again
     */
    boolean due(Backlog waiting, Runnable wake) {
        if (waiting.isEmpty()) {
            since = 0;
            return false;
        }
        if (waiting.count() >= most || longestNanos == 0) {
            return true;
        }
        long now = System.nanoTime();
        if (since == 0) {
            since = now;
            later.execute(wake);
        }
        return now - since >= longestNanos;
    }

    /** The task of the first that wait; there is one. */
    Optional<TaskSpec> take(Backlog waiting, ItemForm form) throws IOException {
        List<Item> items = new ArrayList<>();
        ByteString.Output bytes = ByteString.newOutput();
        // As a ListCodec has it.
        DataOutputStream out = new DataOutputStream(bytes);
        while (items.size() < most && !waiting.isEmpty()) {
            Item item = waiting.poll();
            items.add(item);
            out.writeInt(item.value().size());
            item.value().writeTo(out);
        }
        since = 0;
        long id = items.get(0).id();
        atWork.put(id, items);
        return form.task(id, bytes.toByteString());
    }

    /** Those of a task that has its final state. */
    List<Item> finished(long id) {
        return atWork.remove(id);
    }
}
