package io.drover.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of a pool, and how many workers it has; they are threads, which makes no difference to that. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PoolStatsTest {
    private static final CountDownLatch RUNNING = new CountDownLatch(1);
    private static final CountDownLatch GO = new CountDownLatch(1);
    private static final CountDownLatch THREE = new CountDownLatch(3);

    /** Takes as many milliseconds as it is told. */
    public static final class Slow implements Task<Integer, Integer> {
        @Override
        public Integer run(Integer input, TaskContext context) throws InterruptedException {
            Thread.sleep(input);
            return input;
        }
    }

    @Test
    void allThatIsSubmittedIsCounted() throws Exception {
        WorkerPool pool = WorkerPool.builder().workers(2).inProcess().build();
        try (pool) {
            TaskFuture<Void> held = pool.submit(() -> {
                RUNNING.countDown();
                GO.await();
                return null;
            });
            TaskFuture<Integer> failing = pool.withAttempts(2).submit(() -> List.<Integer>of().get(0));
            assertThrows(Exception.class, failing::get);
            pool.submit(Slow.class, 60).get();
            pool.map((Integer x) -> x + 1, List.of(1)).toList();
            RUNNING.await();
            PoolStats now = pool.stats();
            assertEquals(1, now.counts().running());
            assertEquals(0, now.counts().waiting());
            assertTrue(now.workers().stream().anyMatch(worker -> worker.use().work().toMillis() >= 60));
            TaskFuture<Integer> cancelled = pool.submit(Slow.class, 1_000_000);
            cancelled.cancel(true);
            GO.countDown();
            held.get();
        }
        PoolStats last = pool.stats();
        PoolStats.Counts counts = last.counts();
        assertEquals(new PoolStats.Counts(0, 0, 3, 1, 1, counts.workersSpawned(), 0), counts);
        assertEquals(5, counts.submitted());
        assertEquals(List.of(), last.workers());
        PoolStats.Use all = last.all();
        assertTrue(all.attempts() >= 5, all.toString());
        assertEquals(1, all.startUpRatio() + all.workRatio() + all.overheadRatio() + all.idleRatio(), 1e-6);
        List<String> longest = last.longest().stream().map(PoolStats.Attempt::what).toList();
        String here = PoolStatsTest.class.getName();
        assertTrue(longest.contains(Slow.class.getName() + "(60)"), longest.toString());
        assertTrue(longest.contains("lambda in " + here + ".allThatIsSubmittedIsCounted"), longest.toString());
        assertTrue(longest.contains("lambda in " + here + ".allThatIsSubmittedIsCounted, 1 value"), longest.toString());
        assertEquals(
                longest,
                last.longest().stream()
                        .sorted((one, other) -> other.runTime().compareTo(one.runTime()))
                        .map(PoolStats.Attempt::what)
                        .toList());
    }

    @Test
    void aListenerIsToldAndHoldsNobodyUp() throws Exception {
        List<PoolStats.Counts> told = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        PoolListener listener = counts -> {
            told.add(counts);
            first.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        WorkerPool pool = WorkerPool.builder().workers(1).inProcess().listener(listener).build();
        try (pool) {
            assertEquals(1, pool.submit(() -> 1).get());
            first.await();
            assertEquals(100, pool.map((Integer x) -> x, IntStream.range(0, 100).boxed()).count());
            assertEquals(1, told.size(), "one call at a time");
            release.countDown();
        }
        assertEquals(pool.stats().counts(), told.get(told.size() - 1));
        assertEquals(0, told.get(told.size() - 1).running());
    }

    @Test
    void aPoolIsWarmWhenAllItsWorkersAre() throws Exception {
        try (WorkerPool pool = WorkerPool.builder().workers(3).slotsPerWorker(2).inProcess().build()) {
            pool.warmUp();
            assertEquals(6, pool.stats().workers().size());
            assertFalse(pool.stats().workers().stream().anyMatch(worker -> worker.use().startUp().isZero()));
        }
        WorkerPool closed = WorkerPool.builder().inProcess().build();
        closed.close();
        assertThrows(RejectedExecutionException.class, closed::warmUp);
    }

    @Test
    void aPoolGrowsForWorkAndShrinksWithoutIt() throws Exception {
        try (WorkerPool pool =
                WorkerPool.builder().workers(1, 3).idleTimeout(Duration.ofMillis(20)).inProcess().build()) {
            pool.warmUp();
            for (int i = 0; i < 3; i++) {
                pool.submit(() -> {
                    THREE.countDown();
                    THREE.await();
                    return null;
                });
            }
            THREE.await();
            assertEquals(3, pool.stats().counts().workersSpawned());
            while (pool.stats().workers().size() > 1) {
                Thread.sleep(5);
            }
            assertEquals(7, pool.submit(() -> 7).get());
        }
        assertThrows(IllegalArgumentException.class, () -> WorkerPool.builder().workers(3, 2));
    }
}
