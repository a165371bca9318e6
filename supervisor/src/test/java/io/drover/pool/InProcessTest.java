package io.drover.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.remote.RemoteCallable;
import io.drover.remote.RemoteFunction;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools whose workers are threads of this process: here what calls share with us can be seen. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InProcessTest {
    private static final List<String> LIVES = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicInteger TRIES = new AtomicInteger();
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final CountDownLatch INTERRUPTED = new CountDownLatch(1);
    private static final CountDownLatch STUBBORN = new CountDownLatch(1);
    private static final CountDownLatch GO = new CountDownLatch(1);

    /** Says when it lives, and in which thread. */
    public static final class Living implements Task<Integer, Integer> {
        private Thread thread;

        @Override
        public void setUp(WorkerContext context) {
            thread = Thread.currentThread();
            LIVES.add("up");
        }

        @Override
        public Integer run(Integer input, TaskContext context) {
            assertEquals(thread, Thread.currentThread());
            return input + 1;
        }

        @Override
        public void tearDown() {
            LIVES.add(thread == Thread.currentThread() ? "down" : "elsewhere");
        }
    }

    /** Asks for a pause, and says when it did. */
    public static final class Refused implements Task<Integer, Long> {
        @Override
        public Long run(Integer input, TaskContext context) {
            context.pause(Duration.ofMillis(input));
            return System.nanoTime();
        }
    }

    private static WorkerPool pool(int slots) {
        return WorkerPool.builder().workers(1).slotsPerWorker(slots).inProcess().build();
    }

    private static void hang() throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            INTERRUPTED.countDown();
            throw e;
        }
    }

    @Test
    void nothingStartsInAPause() throws Exception {
        try (WorkerPool pool = pool(1)) {
            long pausedBefore = pool.submit(Refused.class, 200).get();
            long next = pool.submit(() -> System.nanoTime()).get();
            assertTrue(next - pausedBefore > 100_000_000, () -> "started after " + (next - pausedBefore) + " ns");
        }
    }

    @Test
    void callsAreMadeHereAndValuesTravelAllTheSame() throws Exception {
        long us = ProcessHandle.current().pid();
        List<Integer> ours = new ArrayList<>(List.of(1, 2));
        try (WorkerPool pool = pool(2)) {
            assertEquals(us, pool.submit(() -> ProcessHandle.current().pid()).get());
            List<Integer> theirs = pool.submit(() -> ours).get();
            assertEquals(ours, theirs);
            assertNotSame(ours, theirs);
            assertEquals(
                    IntStream.range(0, 10_000).map(i -> 2 * i).boxed().toList(),
                    pool.map((Integer i) -> 2 * i, IntStream.range(0, 10_000).boxed()).toList());
            Thread captured = Thread.currentThread();
            assertThrows(IllegalArgumentException.class, () -> pool.submit(() -> captured.getName()));
            byte[] large = new byte[3 << 20];
            large[large.length - 1] = 7;
            assertEquals(7, pool.submit(() -> large).get()[large.length - 1]);
        }
    }

    @Test
    void tasksLiveInTheThreadOfTheirSlot() throws Exception {
        try (TypedPool<Integer, Integer> pool = WorkerPool.builder().workers(1).inProcess().buildFor(Living.class)) {
            assertEquals(2, pool.submit(1).get());
            assertEquals(3, pool.submit(2).get());
        }
        assertEquals(List.of("up", "down"), LIVES);
    }

    @Test
    void whatFailsOrTakesTooLongHasItsOutcome() throws Exception {
        try (WorkerPool pool = pool(2)) {
            RemoteCallable<Integer> second = () -> {
                if (CALLS.incrementAndGet() < 2) {
                    throw new StackOverflowError("the first time");
                }
                return CALLS.get();
            };
            assertEquals(2, pool.withAttempts(2).submit(second).get());
            ExecutionException failure = assertThrows(ExecutionException.class, () -> pool.submit(() -> List.of().get(0)).get());
            assertInstanceOf(IndexOutOfBoundsException.class, failure.getCause());

            TaskFuture<Void> late = pool.withTimeout(Duration.ofMillis(100)).submit(() -> {
                hang();
                return null;
            });
            Throwable timeout = assertThrows(ExecutionException.class, late::get).getCause();
            assertTrue(assertInstanceOf(TaskTimeoutException.class, timeout).threadDump().contains("InProcessTest.hang("), timeout.toString());
            INTERRUPTED.await();
        }
    }

    @Test
    void aValueOfAMapIsTriedAsOftenAsATask() {
        try (WorkerPool pool = pool(1)) {
            RemoteFunction<Integer, Integer> moody = value -> {
                if (TRIES.incrementAndGet() % 3 != 0) {
                    throw new IllegalStateException("not yet");
                }
                return value;
            };
            List<Integer> values = IntStream.range(0, 100).boxed().toList();
            assertEquals(values, pool.withAttempts(3).map(moody, values).toList());
            assertEquals(300, TRIES.getAndSet(0));
            assertEquals(values, pool.withAttempts(0).map(moody, values).toList());
            assertThrows(CompletionException.class, () -> pool.withAttempts(2).map(moody, values).toList());
        }
    }

    @Test
    void oneThatTakesNoNoticeOfItsEndGoesOnUnheard() throws Exception {
        TaskFuture<Void> stubborn;
        try (WorkerPool pool = pool(2)) {
            stubborn = pool.submit(() -> {
                STUBBORN.countDown();
                while (GO.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            TaskFuture<Integer> neighbour = pool.submit(() -> {
                STUBBORN.await();
                return 5;
            });
            STUBBORN.await();
            assertTrue(stubborn.cancel(true));
            assertEquals(5, neighbour.get());
            assertEquals(1, neighbour.attempts());
        }
        GO.countDown();
        assertThrows(CancellationException.class, stubborn::get);
    }

    @Test
    void aPoolWhoseTasksCannotBeSetUpSaysWhy() {
        try (WorkerPool pool = pool(1)) {
            CompletionException failure = assertThrows(CompletionException.class, () -> pool.submit(Unmade.class, 1).join());
            assertEquals("not made", failure.getCause().getMessage());
        }
    }

    /** Cannot be set up. */
    public static final class Unmade implements Task<Integer, Integer> {
        @Override
        public void setUp(WorkerContext context) {
            throw new IllegalStateException("not made");
        }

        @Override
        public Integer run(Integer input, TaskContext context) {
            return input;
        }
    }
}
