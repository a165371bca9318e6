package io.drover.worker.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.drover.posix.Descriptors;
import io.drover.posix.MemoryFiles;
import io.drover.proto.TaskBatch;
import io.drover.proto.TaskRequest;
import io.drover.proto.TaskResult;
import io.drover.wire.Scoreboard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskQueueTest {
    private Scoreboard scoreboard;
    private TaskQueue queue;

    @BeforeEach
    void open() throws IOException {
        int memory = MemoryFiles.shared(Scoreboard.size(2));
        scoreboard = Scoreboard.map(memory, 2);
        Descriptors.close(memory);
        queue = new TaskQueue(scoreboard);
    }

    @Test
    void givesTasksInOrderAndClaimsThem() {
        queue.add(batch(0, 1, 11, 12));
        queue.add(batch(0, 3, 13));
        TaskQueue.Started first = queue.poll(1);
        assertEquals(1, first.sequence());
        assertEquals(11, first.task().getId());
        assertEquals(1, scoreboard.running(1));
        assertEquals(first.nanos(), scoreboard.runningSince(1));
        assertEquals(0, scoreboard.running(0));
        assertEquals(1, scoreboard.started());
        assertEquals(List.of(12L, 13L), drain());
        assertNull(queue.poll(0));
        assertEquals(3, scoreboard.started());
    }

    @Test
    void aStepOfTheClockChangesNoStartButTheNext() {
        AtomicLong wallClock = new AtomicLong(1_000_000);
        TaskQueue stepped = new TaskQueue(scoreboard, wallClock::get);
        stepped.add(batch(0, 1, 11, 12));
        TaskQueue.Started before = stepped.poll(0);
        wallClock.addAndGet(TimeUnit.HOURS.toMicros(1));
        TaskQueue.Started after = stepped.poll(1);
        SlotPort port = new SlotPort(null, 1);
        assertEquals(1_000_000, port.complete(TaskResult.newBuilder(), before).getStartEpochMicros());
        assertEquals(3_601_000_000L, port.complete(TaskResult.newBuilder(), after).getStartEpochMicros());
        assertEquals(1_000_005, port.complete(TaskResult.newBuilder(), before, before.nanos() + 5000, 0).getStartEpochMicros());
    }

    @Test
    void dropsWhatWasRecalledAndTakesWhatComesAfter() {
        queue.add(batch(0, 1, 11, 12, 13));
        queue.add(batch(0, 4, 14));
        assertEquals(11, queue.poll(0).task().getId());
        assertEquals(1, scoreboard.recall(0));
        queue.add(batch(1, 2, 13));
        assertEquals(List.of(13L), drain());
        assertEquals(2, scoreboard.started());
    }

    /** Wants so many. */
    private static final class Hungry implements TaskQueue.Taker {
        private final int most;
        private final List<Long> taken = new ArrayList<>();

        Hungry(int most) {
            this.most = most;
        }

        @Override
        public boolean wantsMore() {
            return taken.size() < most;
        }

        @Override
        public void take(TaskQueue.Started started) {
            taken.add(started.sequence());
        }
    }

    @Test
    void aSlotTakesAsManyMoreAsItWantsAndShowsTheFirst() {
        queue.add(batch(0, 1, 11, 12, 13));
        queue.add(batch(0, 4, 14, 15));
        queue.poll(0);
        Hungry two = new Hungry(2);
        queue.more(two);
        assertEquals(List.of(2L, 3L), two.taken);
        assertEquals(3, scoreboard.started());
        assertEquals(1, scoreboard.running(0));
        Hungry all = new Hungry(10);
        queue.more(all);
        assertEquals(List.of(4L), all.taken, "the last is for the slot that runs nothing");
    }

    @Test
    void noMoreOfWhatWasRecalled() {
        queue.add(batch(0, 1, 11, 12, 13));
        queue.poll(0);
        scoreboard.recall(0);
        queue.add(batch(1, 2, 12, 13));
        Hungry all = new Hungry(10);
        queue.more(all);
        assertEquals(List.of(2L), all.taken);
        assertEquals(1, scoreboard.running(0));
    }

    @Test
    void aSlotThatGotNothingIsIdle() {
        queue.add(batch(0, 1, 11));
        scoreboard.recall(0);
        assertNull(queue.poll(0));
        assertEquals(0, scoreboard.running(0));
    }

    @Test
    void aBatchThatOvertakesNothingIsNotStartedTwice() {
        queue.add(batch(0, 1, 11));
        queue.add(batch(0, 1, 11));
        assertEquals(List.of(11L), drain());
    }

    @Test
    void closedItGivesWhatIsLeftAndThenNothing() throws InterruptedException {
        queue.add(batch(0, 1, 11));
        queue.close(false);
        assertEquals(11, queue.take(0).task().getId());
        assertNull(queue.take(0));
    }

    @Test
    void closedWithDropItGivesNothing() throws InterruptedException {
        queue.add(batch(0, 1, 11));
        queue.close(true);
        assertNull(queue.take(0));
        assertEquals(0, scoreboard.started());
    }

    @Test
    void aTaskIsForTheLowestFreeSlot() {
        queue.add(batch(0, 1, 11));
        assertNull(queue.poll(1));
        assertEquals(11, queue.poll(0).task().getId());
        queue.add(batch(0, 2, 12));
        assertEquals(12, queue.poll(1).task().getId(), "the first slot is busy");
        queue.add(batch(0, 3, 13, 14));
        assertEquals(13, queue.poll(1).task().getId());
        assertEquals(14, queue.poll(0).task().getId());
    }

    @Test
    void whatWasRecalledIsForNoSlot() {
        queue.add(batch(0, 1, 11, 12, 13));
        scoreboard.recall(0);
        queue.add(batch(1, 1, 13));
        assertNull(queue.poll(1), "after the recall there is one task, for the first slot");
        assertEquals(13, queue.poll(0).task().getId());
    }

    @Test
    void wakesOneWhoWaits() throws Exception {
        CompletableFuture<TaskQueue.Started> taken = taker();
        queue.add(batch(0, 1, 11));
        TaskQueue.Started started = taken.get(60, TimeUnit.SECONDS);
        assertNotNull(started);
        assertEquals(11, started.task().getId());
    }

    @Test
    void wakesOneWhoWaitsForTheEnd() throws Exception {
        CompletableFuture<TaskQueue.Started> taken = taker();
        queue.close(false);
        assertNull(taken.get(60, TimeUnit.SECONDS));
    }

    private CompletableFuture<TaskQueue.Started> taker() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take(0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<Long> drain() {
        List<Long> ids = new ArrayList<>();
        for (TaskQueue.Started next = queue.poll(0); next != null; next = queue.poll(0)) {
            ids.add(next.task().getId());
        }
        return ids;
    }

    private static TaskBatch batch(int epoch, long first, long... ids) {
        TaskBatch.Builder batch = TaskBatch.newBuilder().setEpoch(epoch).setFirstSequence(first);
        for (long id : ids) {
            batch.addTasks(TaskRequest.newBuilder().setId(id));
        }
        return batch.build();
    }
}
