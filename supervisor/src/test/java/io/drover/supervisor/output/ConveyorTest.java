package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.OutputFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConveyorTest {
    /** Passes on what it was told, and remembers it. */
    private static class Remembering implements Station {
        final List<String> seen = new CopyOnWriteArrayList<>();
        final Conveyor conveyor = new Conveyor("test-conveyor", this);
        final AtomicInteger failures = new AtomicInteger();

        @Override
        public void take(Batch batch) throws Exception {
            for (Told event : batch.told()) {
                seen.add(((Told.Message) event).line());
            }
            conveyor.pass(batch);
        }

        @Override
        public OutputFailure failed(Throwable cause) {
            failures.incrementAndGet();
            return new OutputFailure(false, cause.getMessage());
        }

        @Override
        public void close() {
            seen.add("closed");
        }
    }

    private static Batch batch(String line) {
        Batch batch = new Batch();
        batch.add(new Told.Message(line));
        return batch;
    }

    private static void await(CountDownLatch latch) {
        Uninterruptibly.await(latch::await);
    }

    /** Waits for those behind, too. */
    private static void close(Remembering station) {
        CountDownLatch written = new CountDownLatch(1);
        station.conveyor.end(written::countDown);
        await(written);
    }

    @Test
    void whatWasHandedOverIsTakenHereAndBehindBeforeItIsClosed() {
        Remembering first = new Remembering();
        Remembering last = new Remembering();
        first.conveyor.leadTo(last.conveyor.start()).start();
        first.conveyor.hand(batch("one"));
        first.conveyor.call(0, () -> first.seen.add("between"));
        first.conveyor.hand(batch("two"));
        Thread.currentThread().interrupt();
        close(first);
        assertTrue(Thread.interrupted());
        assertEquals(List.of("one", "between", "two", "closed"), first.seen);
        assertEquals(List.of("one", "two", "closed"), last.seen);
    }

    @Test
    void whatWaitsCongestsUntilHalfOfItIsTaken() {
        CountDownLatch mayTake = new CountDownLatch(1);
        Remembering first = new Remembering();
        Remembering slow = new Remembering() {
            @Override
            public void take(Batch batch) throws Exception {
                await(mayTake);
                super.take(batch);
            }
        };
        first.conveyor.leadTo(slow.conveyor.start()).start();
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 20; i++) {
            first.conveyor.hand(batch(large));
        }
        first.conveyor.perform(() -> {});
        CountDownLatch woken = new CountDownLatch(1);
        first.conveyor.onChange(woken::countDown);
        assertTrue(first.conveyor.congested(), "those behind count too");
        mayTake.countDown();
        await(woken);
        assertFalse(first.conveyor.congested());
        close(first);
    }

    @Test
    void theFirstFailureIsKeptAndTheRestStillTaken() {
        Remembering failing = new Remembering() {
            @Override
            public void take(Batch batch) throws Exception {
                super.take(batch);
                throw new IOException("no room for " + seen.get(seen.size() - 1));
            }
        };
        CountDownLatch woken = new CountDownLatch(1);
        failing.conveyor.onChange(woken::countDown);
        failing.conveyor.start();
        assertNull(failing.conveyor.failure());
        failing.conveyor.hand(batch("one"));
        failing.conveyor.hand(batch("two"));
        await(woken);
        close(failing);
        assertEquals("no room for one", failing.conveyor.failure().message());
        assertEquals(1, failing.failures.get());
        assertEquals(List.of("one", "two", "closed"), failing.seen);
    }

    @Test
    void memoryThatIsNotEnoughAndFaultsOfOursAreFailuresToo() {
        for (Error error : List.of(new OutOfMemoryError("Java heap space"), new NoClassDefFoundError("io/drover/Gone"))) {
            Remembering station = new Remembering();
            station.conveyor.start().call(0, () -> {
                throw error;
            });
            station.conveyor.hand(batch("one"));
            close(station);
            assertEquals(error.getMessage(), station.conveyor.failure().message());
            assertEquals(List.of("one", "closed"), station.seen);
        }
    }

    @Test
    void aStationThatRestsIsAskedAgain() {
        CountDownLatch asked = new CountDownLatch(3);
        Remembering station = new Remembering() {
            @Override
            public long rest() {
                asked.countDown();
                return 1_000_000;
            }
        };
        station.conveyor.start();
        await(asked);
        close(station);
    }

    @Test
    void nobodyWaitsForAConveyorThatHasEnded() {
        Remembering station = new Remembering();
        station.conveyor.start();
        close(station);
        station.conveyor.perform(() -> station.seen.add("too late"));
        station.conveyor.join();
        assertEquals(List.of("closed"), station.seen);
    }
}
