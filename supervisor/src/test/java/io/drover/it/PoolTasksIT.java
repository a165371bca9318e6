package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.pool.TaskFuture;
import io.drover.pool.TaskTimeoutException;
import io.drover.pool.WorkerLostException;
import io.drover.pool.WorkerPool;
import io.drover.remote.RemoteCallable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What single tasks of a pool are owed, and how they are given up. */
class PoolTasksIT extends InPoolSandbox {
    private static RemoteCallable<Integer> held(String begun, String go) {
        return () -> PoolSigns.await(begun, go);
    }

    @Test
    void aTaskThatIsLeftAloneRunsToItsEndOnce() throws Exception {
        try (WorkerPool pool = builder().workers(1).attempts(2).build()) {
            String begun = sign("begun");
            String go = sign("go");
            String over = sign("over");
            TaskFuture<Integer> left = pool.submit(() -> {
                PoolSigns.await(begun, go);
                PoolSigns.sign(over);
                throw new IllegalStateException("it would be tried again");
            });
            String never = sign("never");
            TaskFuture<Void> waiting = pool.submit(() -> PoolSigns.sign(never));
            TaskFuture<Integer> last = pool.submit(() -> 3);
            sandbox.awaitFile("begun");
            assertTrue(left.cancel(false) && waiting.cancel(false));
            assertTrue(left.isCancelled() && waiting.isCancelled());
            PoolSigns.sign(go);
            assertEquals(3, last.get());
            assertTrue(Files.exists(Path.of(over)));
            assertFalse(Files.exists(Path.of(never)));
            assertFalse(Files.exists(Path.of(begun + ".interrupted")));
        }
    }

    @Test
    void oneThatIsEndedIsInterruptedFirstAndItsNeighbourRunsAgain() throws Exception {
        try (WorkerPool pool = builder().workers(1).slotsPerWorker(3).build()) {
            String sleeping = sign("sleeping");
            String busy = sign("busy");
            String neighbour = sign("neighbour");
            String go = sign("go");
            TaskFuture<Integer> sleeper = pool.submit(held(sleeping, sign("never")));
            TaskFuture<Void> spinner = pool.submit(() -> {
                PoolSigns.sign(busy);
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                PoolSigns.sign(busy + ".interrupted");
            });
            TaskFuture<Integer> other = pool.submit(() -> {
                int time = PoolSigns.count(neighbour);
                while (!Files.exists(Path.of(go))) {
                    Thread.sleep(10);
                }
                return time;
            });
            sandbox.awaitFile("sleeping");
            sandbox.awaitFile("busy");
            sandbox.awaitFile("neighbour-1");
            assertTrue(sleeper.cancel(true) && spinner.cancel(true));
            sandbox.awaitFile("sleeping.interrupted");
            sandbox.awaitFile("busy.interrupted");
            sandbox.awaitFile("neighbour-2");
            PoolSigns.sign(go);
            assertEquals(2, other.get());
            assertEquals(1, other.attempts(), "the end of its first worker is not its fault");
        }
    }

    @Test
    void eachTaskHasItsOwnTerms() throws Exception {
        try (WorkerPool pool = builder().workers(1).build()) {
            String often = sign("often");
            RemoteCallable<Integer> third = () -> {
                int time = PoolSigns.count(often);
                if (time < 3) {
                    throw new IllegalStateException("time " + time);
                }
                return time;
            };
            TaskFuture<Integer> tried = pool.withAttempts(3).submit(third);
            assertEquals(3, tried.get());
            assertEquals(3, tried.attempts());
            String once = sign("once");
            TaskFuture<Integer> untried = pool.submit(() -> {
                PoolSigns.count(once);
                throw new IllegalStateException();
            });
            assertInstanceOf(IllegalStateException.class, failureOf(untried));
            assertEquals(1, untried.attempts());

            WorkerPool hurried = pool.withTimeout(Duration.ofMillis(300));
            TaskTimeoutException late =
                    assertInstanceOf(TaskTimeoutException.class, failureOf(hurried.submit(held(sign("slow"), sign("never")))));
            assertTrue(late.threadDump().contains("at io.drover.it.PoolSigns.await("), late.getMessage());

            String begun = sign("begun");
            String go = sign("go");
            String order = sandbox.file("order", "").toString();
            pool.submit(held(begun, go));
            sandbox.awaitFile("begun");
            List<TaskFuture<Integer>> all = new ArrayList<>();
            for (int rank : List.of(0, 0, 0, 0, -1, 0, 0, 0, 0, 7)) {
                all.add(pool.withPriority(rank).submit(() -> {
                    Files.writeString(Path.of(order), rank + "\n", StandardOpenOption.APPEND);
                    return rank;
                }));
            }
            PoolSigns.sign(go);
            for (TaskFuture<Integer> each : all) {
                each.get();
            }
            List<String> ranks = Files.readAllLines(Path.of(order));
            assertEquals(10, ranks.size());
            assertTrue(ranks.indexOf("7") < 5, ranks.toString());
            assertEquals("-1", ranks.get(9));
        }
    }

    @Test
    void aLostWorkerIsTold() throws Exception {
        try (WorkerPool pool = builder().workers(1).build()) {
            RemoteCallable<Integer> dying = () -> {
                try (FileOutputStream log = new FileOutputStream(FileDescriptor.out)) {
                    log.write("the first line\nthe last line\n".getBytes(StandardCharsets.UTF_8));
                }
                new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
                return 1;
            };
            WorkerLostException lost = assertInstanceOf(WorkerLostException.class, failureOf(pool.submit(dying)));
            assertEquals(3, lost.attempts());
            assertEquals(
                    "poison task, quarantined after 3 lost workers; last worker died: SIGKILL, last line of its log: the last line"
                            + " (started 3 times)\n\tthe first line\n\tthe last line",
                    lost.getMessage());
            assertEquals("the first line\nthe last line\n", lost.log());
            WorkerLostException once =
                    assertInstanceOf(WorkerLostException.class, failureOf(pool.withPoisonLimit(1).submit(dying)));
            assertEquals(1, once.attempts());
            assertEquals(4, pool.stats().counts().workersLost());
        }
    }
}
