package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.pool.PoolBrokenException;
import io.drover.pool.TaskFuture;
import io.drover.pool.WorkerPool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which workers a pool has, and what they have to say. */
class PoolWorkersIT extends InPoolSandbox {

    @Test
    void aPoolWithoutWorkersSaysWhy() {
        try (WorkerPool pool = builder().jvmOptions("-XX:NoSuchOption").build()) {
            Throwable failure = failureOf(pool.submit(() -> 1));
            assertTrue(assertInstanceOf(PoolBrokenException.class, failure).getMessage().contains("NoSuchOption"), failure.getMessage());
            assertThrows(RejectedExecutionException.class, () -> pool.submit(() -> 1));
        }
    }

    @Test
    void whatTasksPrintIsWhole() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (WorkerPool pool = builder().output(new PrintStream(printed)).build()) {
            for (int i = 0; i < 50; i++) {
                pool.submit(() -> {
                    System.out.print("one ");
                    System.err.println("two");
                });
            }
        }
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(50, lines.size());
        assertEquals(Set.of("one two"), Set.copyOf(lines));
    }

    @Test
    void aDebuggerFindsItsWorker() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (WorkerPool pool = builder().workers(1).debug().output(new PrintStream(printed)).build()) {
            assertTrue(pool.submit(InPoolSandbox::pid).get() != pid());
            Matcher told = Pattern.compile("drover: worker 0 \\(generation 1\\) can be debugged at 127.0.0.1:(\\d+)\n")
                    .matcher(printed.toString(StandardCharsets.UTF_8));
            assertTrue(told.matches(), printed.toString(StandardCharsets.UTF_8));
            try (Socket debugger = new Socket("127.0.0.1", Integer.parseInt(told.group(1)))) {
                byte[] hello = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
                debugger.getOutputStream().write(hello);
                assertArrayEquals(hello, debugger.getInputStream().readNBytes(hello.length));
            }
        }
    }

    /** What a leak keeps. */
    private static final List<byte[]> KEPT = new ArrayList<>();

    @Test
    void whoHasDoneEnoughMakesRoomForAnother() throws Exception {
        try (WorkerPool few = builder().workers(1).maxTasksPerWorker(5).build();
                WorkerPool small = builder().workers(1).slotsPerWorker(2).maxWorkerRss(300L << 20).build();
                WorkerPool young = builder().workers(1).maxWorkerAge(Duration.ofMillis(1)).build()) {
            awaitAnother(few);
            awaitAnother(young);
            int first = small.submit(InPoolSandbox::pid).get();
            // Seen while a task runs: the next ones are sent elsewhere.
            String end = sandbox.path("end").toString();
            TaskFuture<Integer> leak = small.submit(() -> {
                byte[] much = new byte[400 << 20];
                Arrays.fill(much, (byte) 1);
                KEPT.add(much);
                while (!Files.exists(Path.of(end))) {
                    Thread.sleep(10);
                }
                return pid();
            });
            awaitOther(first, small);
            Files.createFile(Path.of(end));
            assertEquals(first, leak.get());
        }
    }

    private static void awaitAnother(WorkerPool pool) throws Exception {
        awaitOther(pool.submit(InPoolSandbox::pid).get(), pool);
    }

    private static void awaitOther(int first, WorkerPool pool) throws Exception {
        while (pool.submit(InPoolSandbox::pid).get() == first) {
            Thread.sleep(5);
        }
    }
}
