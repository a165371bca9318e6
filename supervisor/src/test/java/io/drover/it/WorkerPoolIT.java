package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.pool.PoolStats;
import io.drover.pool.RemoteTaskException;
import io.drover.pool.TaskFuture;
import io.drover.pool.WorkerPool;
import io.drover.remote.RemoteCallable;
import io.drover.remote.RemoteFunction;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls, tasks and values, and what becomes of them. */
class WorkerPoolIT extends InPoolSandbox {

    /** Knows whether it was set up in the thread that runs it. */
    public static final class Resize implements Task<String, String> {
        private Thread thread;

        @Override
        public void setUp(WorkerContext context) {
            thread = Thread.currentThread();
        }

        @Override
        public String run(String input, TaskContext context) {
            return "small-" + input + " " + (thread == Thread.currentThread());
        }
    }

    /** Of nobody but us. */
    public static final class Oops extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        Oops(int code) {
            super("code " + code);
            this.code = code;
        }
    }

    private static final class Unsendable extends Exception {
        private static final long serialVersionUID = 1L;
        final Thread thread = Thread.currentThread();
    }

    @Test
    void callsRunInWorkers() throws Exception {
        int here = pid();
        try (WorkerPool pool = builder().build()) {
            pool.warmUp();
            assertEquals(2, pool.stats().workers().size());
            int base = 40;
            TaskFuture<Integer> answer = pool.submit(() -> base + 2);
            TaskFuture<Integer> there = pool.submit(InPoolSandbox::pid);
            TaskFuture<Void> nothing = pool.submit(() -> System.out.print(""));
            TaskFuture<String> thumb = pool.submit(Resize.class, "a.png");
            TaskFuture<Map<String, List<Integer>>> large = pool.submit(() -> Map.of("all", IntStream.range(0, 1_000_000).boxed().toList()));
            assertEquals(42, answer.get());
            assertTrue(there.get() != here);
            assertNull(nothing.get());
            assertEquals("small-a.png true", thumb.get());
            assertEquals(1_000_000, large.get().get("all").size());
            assertEquals(1, answer.attempts());
            assertTrue(answer.worker() >= 0 && answer.runTime().toNanos() > 0);
            assertEquals(new PoolStats.Counts(0, 0, 5, 0, 0, 2, 0), pool.stats().counts());
            assertEquals(5, pool.stats().all().attempts());
        }
    }

    @Test
    void aFailureIsThatOfItsTask() throws Exception {
        try (WorkerPool pool = builder().build()) {
            RemoteCallable<Integer> throwing = () -> {
                throw new Oops(7);
            };
            Oops failure = assertInstanceOf(Oops.class, failureOf(pool.submit(throwing)));
            assertEquals(7, failure.code);
            assertEquals(WorkerPoolIT.class.getName(), failure.getStackTrace()[0].getClassName());
            // Its exception has what cannot be sent: its text has all the same.
            RemoteTaskException other = assertInstanceOf(RemoteTaskException.class, failureOf(pool.submit(() -> {
                throw new IllegalStateException("here", new Unsendable());
            })));
            assertEquals("java.lang.IllegalStateException: here", other.className() + ": " + other.remoteMessage());
            assertNull(other.getCause());
            Throwable unsent = failureOf(pool.submit(() -> new ArrayList<>(List.of(new Object()))));
            assertEquals("cannot send the result: it has a java.lang.Object, which is not serializable", unsent.getMessage());
            assertEquals(3, pool.submit(() -> 3).get());
        }
    }

    @Test
    void whatCannotBeSentIsNamed() {
        try (WorkerPool pool = builder().workers(1).build()) {
            Thread captured = new Thread();
            assertEquals(
                    "cannot send the call: it has a java.lang.Thread, which is not serializable",
                    assertThrows(IllegalArgumentException.class, () -> pool.submit(() -> captured.getName().length())).getMessage());
        }
    }

    @Test
    void whatIsCancelledEndsAndNothingElse() throws Exception {
        Path begun = sandbox.path("begun");
        try (WorkerPool pool = builder().build()) {
            String file = begun.toString();
            TaskFuture<Void> endless = pool.submit(() -> {
                try {
                    Files.createFile(Path.of(file));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                while (true) {
                    Thread.onSpinWait();
                }
            });
            sandbox.awaitFile("begun");
            assertTrue(endless.cancel(true));
            assertTrue(endless.isCancelled());
            assertEquals(List.of(1, 2, 3, 4), pool.map(x -> x + 1, List.of(0, 1, 2, 3)).toList());
        }
    }

    @Test
    void whatTakesTooLongEnds() throws Exception {
        try (WorkerPool pool = builder().workers(1).timeout(Duration.ofMillis(500)).build()) {
            TaskFuture<Integer> endless = pool.submit(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            });
            assertInstanceOf(TimeoutException.class, failureOf(endless));
            assertEquals(1, pool.submit(() -> 1).get());
        }
    }

    @Test
    void manyValuesAreMappedInTheirOrder() {
        try (WorkerPool pool = builder().build()) {
            assertEquals(
                    IntStream.range(0, 100_000).mapToObj(i -> "" + 2 * i).toList(),
                    pool.map((Integer i) -> "" + 2 * i, IntStream.range(0, 100_000).boxed()).toList());
            Set<Integer> unordered = pool.mapUnordered((Integer i) -> i, IntStream.range(0, 10_000).boxed().toList()).collect(Collectors.toSet());
            assertEquals(10_000, unordered.size());
            // No end in sight: nobody computes far ahead.
            assertEquals(List.of(0, 1, 4), pool.map((Integer i) -> i * i, Stream.iterate(0, i -> i + 1)).limit(3).toList());
        }
    }

    @Test
    void theFailureOfAValueIsItsOwn() {
        RemoteFunction<Integer, Integer> picky = i -> {
            if (i % 10 == 3) {
                throw new Oops(i);
            }
            return i;
        };
        try (WorkerPool pool = builder().build()) {
            var results = pool.map(picky, IntStream.range(0, 1000).boxed().toList()).spliterator();
            List<Integer> good = new ArrayList<>();
            List<Integer> bad = new ArrayList<>();
            boolean more = true;
            while (more) {
                try {
                    more = results.tryAdvance(good::add);
                } catch (CompletionException e) {
                    bad.add(assertInstanceOf(Oops.class, e.getCause()).code);
                }
            }
            assertEquals(IntStream.range(0, 1000).filter(i -> i % 10 != 3).boxed().toList(), good);
            assertEquals(IntStream.range(0, 1000).filter(i -> i % 10 == 3).boxed().toList(), bad);
        }
    }

    @Test
    void whatDependsOnAFutureMayWaitForOthers() throws Exception {
        try (WorkerPool pool = builder().build()) {
            List<CompletableFuture<Integer>> sums = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int number = i;
                sums.add(pool.submit(() -> number).thenApply(first -> first + pool.submit(() -> 100).join()));
            }
            for (int i = 0; i < 20; i++) {
                assertEquals(100 + i, sums.get(i).get());
            }
        }
    }

    @Test
    void aFullPoolDoesWhatItWasTold() throws Exception {
        String never = sandbox.path("never").toString();
        RemoteCallable<Integer> held = () -> {
            while (!Files.exists(Path.of(never))) {
                Thread.sleep(10);
            }
            return pid();
        };
        try (WorkerPool pool = builder().workers(1).maxPending(2, WorkerPool.Full.REJECT).build()) {
            pool.submit(held);
            pool.submit(held);
            assertThrows(RejectedExecutionException.class, () -> pool.submit(() -> 1));
            Files.createFile(Path.of(never));
            // Who maps has no say in when values are sent.
            assertEquals(100, pool.map(x -> x, IntStream.range(0, 100).boxed()).count());
        }
        Files.delete(Path.of(never));
        try (WorkerPool pool = builder().workers(1).maxPending(1, WorkerPool.Full.CALLER_RUNS).build()) {
            TaskFuture<Integer> there = pool.submit(held);
            assertEquals(pid(), pool.submit(InPoolSandbox::pid).get());
            Files.createFile(Path.of(never));
            assertTrue(there.get() != pid());
        }
    }

    @Test
    void aPoolIsAnExecutorService() throws Exception {
        try (WorkerPool pool = builder().build()) {
            use(pool.asExecutorService());
        }
    }

    private static void use(ExecutorService executor) throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            calls.add((Callable<Integer> & Serializable) () -> number);
        }
        Set<Integer> results = new HashSet<>();
        for (Future<Integer> future : executor.invokeAll(calls)) {
            results.add(future.get());
        }
        assertEquals(10, results.size());
        assertTrue(results.contains(executor.invokeAny(calls)));
        assertEquals("done", executor.submit((Runnable & Serializable) () -> { }, "done").get());
        executor.shutdown();
        assertTrue(executor.isShutdown());
        assertTrue(executor.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES));
        assertTrue(executor.isTerminated());
        assertThrows(RejectedExecutionException.class, () -> executor.submit(calls.get(0)));
    }

    @Test
    void valuesOfAllKindsTravel() throws Exception {
        try (WorkerPool pool = builder().workers(1).build()) {
            List<Serializable> values = new ArrayList<>(Arrays.asList(1, 2L, "ä", 2.5, null, Duration.ofDays(1)));
            assertEquals(values, pool.map(x -> x, values).toList());
            assertArrayEquals(new byte[] {1, 2}, pool.submit(() -> new byte[] {1, 2}).get());
        }
    }
}
