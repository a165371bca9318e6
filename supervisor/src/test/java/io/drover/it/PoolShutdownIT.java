package io.drover.it;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.pool.TaskFuture;
import io.drover.pool.WorkerPool;
import io.drover.remote.RemoteCallable;
import io.drover.remote.RemoteRunnable;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The end of an {@link ExecutorService}, as its contract has it. */
class PoolShutdownIT extends InPoolSandbox {
    private static final RemoteCallable<String> ONE = () -> "one";

    private int signs;

    private String newSign() {
        return "sign-" + ++signs;
    }

    /** It goes on until {@code go} is there. */
    private RemoteCallable<String> held(String begun, String go) {
        String first = sign(begun);
        String second = sign(go);
        return () -> "waited " + PoolSigns.await(first, second);
    }

    private static void assertRejects(ExecutorService closed) {
        List<Executable> all = List.of(
                () -> closed.execute((RemoteRunnable) () -> { }),
                () -> closed.submit((RemoteRunnable) () -> { }),
                () -> closed.submit(ONE),
                () -> closed.invokeAll(List.of(ONE)),
                () -> closed.invokeAny(List.of(ONE)));
        for (Executable each : all) {
            assertThrows(RejectedExecutionException.class, each);
        }
    }

    @Test
    void whatWasSubmittedBeforeAShutdownIsDone() throws Exception {
        try (WorkerPool own = builder().workers(1).build()) {
            ExecutorService closing = own.asExecutorService();
            String begun = newSign();
            String go = newSign();
            Future<String> running = closing.submit(held(begun, go));
            RemoteCallable<int[]> large = () -> new int[2_000_000];
            List<Future<int[]>> waiting = List.of(closing.submit(large), closing.submit(large), closing.submit(large));
            sandbox.awaitFile(begun);
            closing.shutdown();
            closing.shutdown();
            assertTrue(closing.isShutdown() && !closing.isTerminated());
            assertTrue(own.asExecutorService().isShutdown());
            assertRejects(closing);
            assertThrows(RejectedExecutionException.class, () -> own.submit(ONE));
            PoolSigns.sign(sign(go));
            assertTrue(closing.awaitTermination(1, MINUTES));
            assertTrue(closing.isTerminated() && running.isDone() && waiting.stream().allMatch(Future::isDone));
            assertEquals("waited 1", running.get());
            assertEquals(2_000_000, waiting.get(2).get().length);
            assertEquals(List.of(), closing.shutdownNow());
        }
    }

    @Test
    void whatWasNeverBegunComesBack() throws Exception {
        try (WorkerPool own = builder().workers(1).build()) {
            ExecutorService closing = own.asExecutorService();
            String begun = newSign();
            Future<String> running = closing.submit(held(begun, "never"));
            sandbox.awaitFile(begun);
            String sign = newSign();
            String file = sign(sign);
            RemoteRunnable command = () -> PoolSigns.sign(file);
            closing.execute(command);
            Future<String> waiting = closing.submit(ONE);
            TaskFuture<String> ofThePool = own.submit(ONE);
            List<Runnable> never = closing.shutdownNow();
            assertEquals(2, never.size());
            assertSame(command, never.get(0));
            assertSame(waiting, never.get(1));
            assertTrue(closing.isShutdown());
            assertRejects(closing);
            assertTrue(waiting.isCancelled() && ofThePool.isCancelled());
            assertTrue(closing.awaitTermination(1, MINUTES));
            assertTrue(closing.isTerminated() && running.isDone());
            assertTrue(Files.exists(sandbox.path(begun + ".interrupted")));
            assertThrows(CancellationException.class, running::get);
            assertFalse(Files.exists(sandbox.path(sign)));
            never.forEach(Runnable::run);
            assertTrue(Files.exists(sandbox.path(sign)));
        }
    }

    @Test
    void eachHasBegunOrComesBack() throws Exception {
        try (WorkerPool own = builder().build()) {
            ExecutorService closing = own.asExecutorService();
            String stem = newSign();
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String file = sign(stem + "-" + i);
                RemoteCallable<Integer> call = () -> {
                    PoolSigns.sign(file);
                    Thread.sleep(2);
                    return 1;
                };
                all.add(closing.submit(call));
            }
            sandbox.awaitFile(stem + "-20");
            List<Runnable> never = closing.shutdownNow();
            assertTrue(closing.awaitTermination(1, MINUTES));
            int begun = 0;
            for (int i = 0; i < 300; i++) {
                boolean there = Files.exists(sandbox.path(stem + "-" + i));
                begun += there ? 1 : 0;
                assertEquals(there, !never.contains(all.get(i)), "task " + i);
                assertTrue(all.get(i).isDone());
            }
            assertEquals(300, begun + never.size());
            assertTrue(begun < 300);
        }
    }
}
