package io.drover.it;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.pool.WorkerPool;
import io.drover.remote.RemoteCallable;
import io.drover.remote.RemoteRunnable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The contract of an {@link ExecutorService}, case by case as the JDK's own tests have it. Most share one pool. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.SAME_THREAD)
class PoolExecutorIT {
    private static final RemoteCallable<String> ONE = () -> "one";
    private static final RemoteCallable<String> FAILING = () -> {
        throw new ArithmeticException("of its own");
    };

    @TempDir
    static Path directory;

    private static Sandbox sandbox;
    private static WorkerPool pool;
    private static ExecutorService executor;
    private static int signs;

    @BeforeAll
    static void start() {
        sandbox = new Sandbox(directory);
        pool = pool();
        executor = pool.asExecutorService();
    }

    @AfterAll
    static void nobodyIsLeft() {
        pool.close();
        sandbox.awaitNobodyLeft();
        sandbox.clear();
    }

    private static WorkerPool pool() {
        String[] mark = sandbox.mark().split("=", 2);
        return WorkerPool.builder().workers(2).environment(mark[0], mark[1]).build();
    }

    private static String newSign() {
        return "sign-" + ++signs;
    }

    private static String path(String sign) {
        return sandbox.path(sign).toString();
    }

    /** It goes on until {@code go} is there. */
    private static RemoteCallable<String> held(String begun, String go) {
        String first = path(begun);
        String second = path(go);
        return () -> "waited " + PoolSigns.await(first, second);
    }

    private static Throwable causeOf(Executable action) {
        return assertThrows(ExecutionException.class, action).getCause();
    }

    private static void assertInterrupted(Thread thread, CompletableFuture<Throwable> end) throws Exception {
        thread.interrupt();
        assertInstanceOf(InterruptedException.class, end.get());
        thread.join();
    }

    /** What {@code action} throws in a thread of its own, which {@code started} gets. */
    private static CompletableFuture<Throwable> thrown(Thread[] started, Executable action) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        started[0] = new Thread(() -> {
            try {
                action.execute();
                end.complete(null);
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        started[0].start();
        return end;
    }

    // ------------------------------------------------------------- one by one

    @Test
    void whatIsSubmittedIsDone() throws Exception {
        String sign = newSign();
        String file = path(sign);
        executor.execute((RemoteRunnable) () -> PoolSigns.sign(file));
        sandbox.awaitFile(sign);
        assertEquals("one", executor.submit(ONE).get());
        Object result = new Object();
        Future<Object> given = executor.submit((RemoteRunnable) () -> { }, result);
        assertSame(result, given.get());
        Future<?> nothing = executor.submit((RemoteRunnable) () -> { });
        assertNull(nothing.get());
        assertNull(nothing.get(0, MILLISECONDS));
        assertTrue(nothing.isDone() && !nothing.isCancelled());
        assertFalse(nothing.cancel(true));
    }

    @Test
    void theCauseOfAFailureIsWhatWasThrown() {
        assertInstanceOf(ArithmeticException.class, causeOf(() -> executor.submit(FAILING).get()));
        assertInstanceOf(ArithmeticException.class, causeOf(() -> executor.invokeAny(List.of(FAILING, FAILING))));
        assertInstanceOf(ArithmeticException.class, causeOf(() -> executor.invokeAll(List.of(ONE, FAILING)).get(1).get()));
        RemoteCallable<String> confusing = () -> {
            throw new CancellationException("not of the future");
        };
        Future<String> future = executor.submit(confusing);
        assertInstanceOf(CancellationException.class, causeOf(future::get).getCause());
        assertFalse(future.isCancelled());
    }

    @Test
    void whatFailsAfterExecuteIsToldToTheHandler() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> told.complete(failure));
        try {
            executor.execute((RemoteRunnable) () -> {
                throw new ArithmeticException("of nobody");
            });
            assertInstanceOf(ArithmeticException.class, told.get());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void nothingIsRefused() throws Exception {
        List<Callable<String>> hole = Arrays.asList(ONE, null);
        List<Executable> all = List.of(
                () -> executor.execute(null),
                () -> executor.submit((Runnable) null),
                () -> executor.submit((Callable<String>) null),
                () -> executor.submit(null, "result"),
                () -> executor.invokeAll((Collection<Callable<String>>) null),
                () -> executor.invokeAny((Collection<Callable<String>>) null),
                () -> executor.invokeAll((Collection<Callable<String>>) null, 1, MINUTES),
                () -> executor.invokeAny((Collection<Callable<String>>) null, 1, MINUTES),
                () -> executor.invokeAll(hole),
                () -> executor.invokeAny(hole),
                () -> executor.invokeAll(hole, 1, MINUTES),
                () -> executor.invokeAny(hole, 1, MINUTES),
                () -> executor.invokeAll(List.of(ONE), 1, null),
                () -> executor.invokeAny(List.of(ONE), 1, null),
                () -> executor.awaitTermination(1, null));
        for (Executable each : all) {
            assertThrows(NullPointerException.class, each);
        }
        List<Callable<String>> none = List.of();
        assertEquals(List.of(), executor.invokeAll(none));
        assertEquals(List.of(), executor.invokeAll(none, 1, MINUTES));
        assertThrows(IllegalArgumentException.class, () -> executor.invokeAny(none));
        assertThrows(IllegalArgumentException.class, () -> executor.invokeAny(none, 1, MINUTES));
    }

    @Test
    void whatCannotBeSentIsRefused() {
        Thread captured = new Thread();
        Callable<String> call = captured::getName;
        assertTrue(assertThrows(IllegalArgumentException.class, () -> executor.submit(call)).getMessage().contains("not serializable"));
    }

    // --------------------------------------------------------------- together

    @Test
    void allAreInvokedInTheirOrder() throws Exception {
        List<RemoteCallable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            calls.add(() -> number);
        }
        List<Future<Integer>> futures = executor.invokeAll(calls);
        for (int i = 0; i < 20; i++) {
            assertTrue(futures.get(i).isDone());
            assertEquals(i, futures.get(i).get());
        }
        assertEquals("one", executor.invokeAll(List.of(ONE), 1, MINUTES).get(0).get());
    }

    @Test
    void theLosersAreCancelled() throws Exception {
        String begun = newSign();
        String first = path(begun);
        RemoteCallable<String> winner = () -> {
            while (!Files.exists(Path.of(first))) {
                Thread.sleep(10);
            }
            return "won";
        };
        assertEquals("won", executor.invokeAny(List.of(held(begun, "never"), winner, FAILING)));
        sandbox.awaitFile(begun + ".interrupted");
        String again = newSign();
        assertEquals("one", executor.invokeAny(List.of(held(again, "never"), FAILING, ONE), 1, MINUTES));
    }

    @Test
    void timeIsLimited() throws Exception {
        assertThrows(TimeoutException.class, () -> executor.invokeAny(List.of(held(newSign(), "never")), 300, MILLISECONDS));
        assertThrows(TimeoutException.class, () -> executor.invokeAny(List.of(held(newSign(), "never")), -1, MILLISECONDS));
        List<Future<String>> futures = executor.invokeAll(List.of(held(newSign(), "never"), held(newSign(), "never")), 300, MILLISECONDS);
        for (Future<String> future : futures) {
            assertTrue(future.isDone() && future.isCancelled());
            assertThrows(CancellationException.class, future::get);
        }
        Future<String> long1 = executor.submit(held(newSign(), "never"));
        assertThrows(TimeoutException.class, () -> long1.get(1, MILLISECONDS));
        assertTrue(long1.cancel(true) && long1.isDone());
        assertFalse(executor.awaitTermination(0, MILLISECONDS));
        assertFalse(executor.awaitTermination(-1, MILLISECONDS));
        assertFalse(executor.isShutdown() || executor.isTerminated());
    }

    @Test
    void waitingIsInterrupted() throws Exception {
        Thread[] thread = new Thread[1];
        String begun = newSign();
        Future<String> held = executor.submit(held(begun, "never"));
        CompletableFuture<Throwable> end = thrown(thread, held::get);
        sandbox.awaitFile(begun);
        assertInterrupted(thread[0], end);
        assertFalse(held.isDone());
        held.cancel(true);

        String all = newSign();
        end = thrown(thread, () -> executor.invokeAll(List.of(held(all, "never"), ONE)));
        sandbox.awaitFile(all);
        assertInterrupted(thread[0], end);
        sandbox.awaitFile(all + ".interrupted");

        String any = newSign();
        end = thrown(thread, () -> executor.invokeAny(List.of(held(any, "never"))));
        sandbox.awaitFile(any);
        assertInterrupted(thread[0], end);
        sandbox.awaitFile(any + ".interrupted");

        end = thrown(thread, () -> executor.awaitTermination(1, MINUTES));
        assertInterrupted(thread[0], end);
    }
}
