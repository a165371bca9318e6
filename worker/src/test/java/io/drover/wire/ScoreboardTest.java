package io.drover.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Descriptors;
import io.drover.posix.MemoryFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScoreboardTest {
    private int memory;
    private Scoreboard supervisor;
    private Scoreboard worker;

    @BeforeEach
    void open() throws IOException {
        memory = MemoryFiles.shared(Scoreboard.size(4));
        supervisor = Scoreboard.map(memory, 4);
        worker = Scoreboard.map(memory, 4);
    }

    @AfterEach
    void close() {
        Descriptors.close(memory);
    }

    @Test
    void bothSidesSeeTheSame() {
        worker.running(2, 17, 1234);
        worker.progress(2, 0.5);
        worker.beat(99);
        assertEquals(17, supervisor.running(2));
        assertEquals(1234, supervisor.runningSince(2));
        assertEquals(0.5, supervisor.progress(2));
        assertEquals(99, supervisor.heartbeat());
        assertEquals(0, supervisor.running(1));
        assertEquals(0, supervisor.running(3));
        worker.idle(2);
        assertEquals(0, supervisor.running(2));
        assertEquals(4, supervisor.slots());
    }

    @Test
    void theSupervisorSeesThatAWorkerLeaves() {
        worker.exit(4711);
        assertEquals(4711, supervisor.exitingSince());
        assertFalse(supervisor.leaving());
        worker.leave();
        assertTrue(supervisor.leaving());
    }

    @Test
    void theNextTaskStartsWithoutTheProgressOfTheLast() {
        worker.running(0, 1, 1);
        worker.progress(0, 0.9);
        worker.running(0, 2, 2);
        assertEquals(0, supervisor.progress(0));
    }

    @Test
    void tasksStartInOrderAndOnce() {
        assertFalse(worker.tryStart(0, 2));
        assertTrue(worker.tryStart(0, 1));
        assertFalse(worker.tryStart(0, 1));
        assertTrue(worker.tryStart(0, 2));
        assertEquals(2, supervisor.started());
    }

    @Test
    void whatIsRecalledDoesNotStart() {
        assertTrue(worker.tryStart(0, 1));
        assertEquals(1, supervisor.recall(0));
        assertFalse(worker.tryStart(0, 2));
        assertTrue(worker.tryStart(1, 2));
        assertEquals(2, supervisor.recall(1));
    }

    @Test
    void largeNumbersDoNotMixWithEpochs() {
        int epoch = (1 << 23) - 1;
        supervisor.recall(epoch - 1);
        for (long sequence = 1; sequence <= 3; sequence++) {
            assertTrue(worker.tryStart(epoch, sequence));
        }
        assertEquals(3, supervisor.started());
        assertEquals(3, supervisor.recall(epoch));
        assertFalse(worker.tryStart(epoch, 4));
    }

    /** A mapped file that becomes shorter ends who touches it, with SIGBUS. */
    @Test
    void nobodyCanMakeItShorter() throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of("/proc/self/fd/" + memory), StandardOpenOption.WRITE)) {
            assertThrows(IOException.class, () -> channel.truncate(0));
            assertEquals(Scoreboard.size(4), channel.size());
        }
        worker.running(3, 1, 1);
        assertEquals(1, supervisor.running(3));
    }

    /** The supervisor recalls while the worker claims: whoever is faster, each number is owned by one of them. */
    @Test
    void eachTaskIsEitherStartedOrRecalled() throws Exception {
        record Offer(int epoch, long sequence) {}
        ConcurrentLinkedQueue<Offer> wire = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Offer> claimed = new ConcurrentLinkedQueue<>();
        AtomicLong last = new AtomicLong();
        CompletableFuture<Void> claiming = CompletableFuture.runAsync(() -> {
            while (true) {
                Offer offer = wire.poll();
                if (offer == null) {
                    Thread.onSpinWait();
                } else if (offer.epoch() < 0) {
                    return;
                } else if (worker.tryStart(offer.epoch(), offer.sequence())) {
                    claimed.add(offer);
                    last.set(offer.sequence());
                    Thread.yield();
                }
            }
        });
        long next = 1;
        List<Long> firstOf = new ArrayList<>();
        List<Long> lastOf = new ArrayList<>();
        int split = 0;
        // Until both sides have won many times; where the race begins is said, who wins it is not.
        for (int epoch = 0; epoch < 3000 || split < 100; epoch++) {
            firstOf.add(next);
            for (int i = 0; i < 8; i++) {
                wire.add(new Offer(epoch, next + i));
            }
            while (last.get() < next - 1 + epoch % 8) {
                Thread.onSpinWait();
            }
            long started = supervisor.recall(epoch);
            assertTrue(started >= next - 1 && started < next + 8, "started " + started + " of " + next);
            split += started >= next && started < next + 7 ? 1 : 0;
            lastOf.add(started);
            next = started + 1;
        }
        wire.add(new Offer(-1, 0));
        claiming.get(60, TimeUnit.SECONDS);
        long expected = 1;
        for (Offer offer : claimed) {
            assertEquals(expected++, offer.sequence(), "claimed in order, without gap, once");
            assertTrue(
                    offer.sequence() >= firstOf.get(offer.epoch()) && offer.sequence() <= lastOf.get(offer.epoch()),
                    offer + " was recalled and started");
        }
        assertEquals(next, expected, "all that the supervisor believes started did");
    }
}
