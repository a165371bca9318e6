package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that know the Drover jar and nothing else of it, with a pool in them. */
class PoolProgramIT extends InSandbox {
    private static final String HEAD =
            """
            import io.drover.pool.TaskFuture;
            import io.drover.pool.WorkerPool;
            import io.drover.task.Task;
            import io.drover.task.TaskContext;
            import java.util.List;

            public class Main {
                static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

                public static class Resize implements Task<String, String> {
                    public String run(String input, TaskContext context) { return "small-" + input; }
                }

                static void spin() { while (true) Thread.onSpinWait(); }

                public static void main(String[] args) throws Exception {
            """;

    /** What a shell starts it by. */
    private String program(String body) throws IOException {
        Path source = sandbox.file("Main.java", HEAD + body + "}}");
        Path classes = Files.createDirectories(sandbox.path("classes"));
        TaskJar.compile(List.of(source), classes);
        return "exec java -cp " + Sandbox.jar() + ":" + classes + " Main";
    }

    @Test
    void theExampleRuns() throws IOException {
        Result result = sandbox.shell(program(
                        """
                        try (WorkerPool pool = WorkerPool.builder().workers(2).build()) {
                            TaskFuture<Integer> answer = pool.submit(() -> fib(20));
                            List<Integer> squares = pool.map(x -> x * x, List.of(1, 2, 3)).toList();
                            TaskFuture<String> thumb = pool.submit(Resize.class, "a.png");
                            System.out.println(answer.get() + " " + squares + " " + thumb.get());
                        }
                        """))
                .finish();
        assertEquals("6765 [1, 4, 9] small-a.png\n", result.out());
        assertEquals("", result.err());
        result.exited(0);
    }

    /** Its packages are open to nobody, and it gives a property to its workers. */
    @Test
    void aProgramMayBeAModule() throws IOException {
        Path mods = Files.createDirectories(sandbox.path("mods"));
        Path module = sandbox.file("module-info.java", "module app { requires io.drover; }");
        Path main = sandbox.file(
                "Main.java",
                "package app; " + HEAD
                        + """
                        System.setProperty("a.name", "told");
                        try (WorkerPool pool = WorkerPool.builder().workers(1).systemProperties("a.name", "a.nother").build()) {
                            int base = 6745;
                            TaskFuture<String> told = pool.submit(() -> System.getProperty("a.name") + System.getProperty("a.nother"));
                            TaskFuture<String> thumb = pool.submit(Resize.class, "a.png");
                            System.out.println(pool.submit(() -> base + fib(8) - 1).get() + told.get() + thumb.get() + Main.class.getModule());
                        }
                        }}
                        """);
        TaskJar.compile(List.of(module, main), mods.resolve("app"), "--module-path", Sandbox.jar().toString());
        Result result = sandbox.shell("exec java --module-path " + mods + ":" + Sandbox.jar() + " --module app/app.Main").finish();
        assertEquals("6765toldnullsmall-a.pngmodule app\n", result.out());
        assertEquals("", result.err());
        result.exited(0);
    }

    @Test
    void aResultThatIsTooLargeForTheHeapFailsAlone() throws IOException {
        Result result = sandbox.shell(program(
                        """
                        try (WorkerPool pool = WorkerPool.builder().workers(1).build()) {
                            TaskFuture<byte[]> large = pool.submit(() -> new byte[200 << 20]);
                            large.whenComplete((bytes, failure) -> System.out.println(failure.getMessage()));
                            System.out.println(pool.submit(() -> new byte[10 << 20]).get().length);
                        }
                        """).replace("java ", "java -XX:+UseSerialGC -Xmx64m "))
                .finish();
        String[] lines = result.out().split("\n");
        assertTrue(lines[0].matches("the result of task 1 has 209715205 bytes, more than \\d{8}: .*"), lines[0]);
        assertEquals("10485760", lines[1]);
        assertEquals("", result.err());
    }

    @Test
    void nobodyIsLeftOfAPoolThatIsForgotten() throws IOException {
        Result result = sandbox.shell(program(
                        """
                        WorkerPool pool = WorkerPool.builder().workers(2).build();
                        pool.submit(() -> spin());
                        System.out.println(pool.submit(() -> 1).get());
                        """))
                .start().awaitEnd();
        assertEquals("1\n", result.out());
        result.exited(0);
    }

    @Test
    void norOfOneWhoseProgramExits() throws IOException {
        Result result = sandbox.shell(program(
                        """
                        try (WorkerPool pool = WorkerPool.builder().workers(2).build()) {
                            pool.submit(() -> spin());
                            pool.submit(() -> 1).get();
                            System.exit(7);
                        }
                        """))
                .start().awaitEnd();
        result.exited(7);
    }

    @Test
    void norOfOneWhoseProgramIsKilled() throws IOException {
        Result result = sandbox.shell(program(
                        """
                        WorkerPool pool = WorkerPool.builder().workers(2).build();
                        pool.submit(() -> spin());
                        pool.submit(() -> 1).get();
                        new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
                        """))
                .start().awaitEnd();
        assertEquals(new ExitStatus.Signaled(9), result.status());
    }

    /** In a mount namespace, where only this program has so small a place for its workers' logs. */
    @Test
    void aFullDiskForALogFailsItsTasksAlone() throws IOException {
        Files.createDirectory(sandbox.path("full"));
        String mount = "mount -t tmpfs -o size=4m none full";
        Result possible = sandbox.shell("unshare -rm " + mount).start().awaitEnd();
        assumeTrue(possible.status().equals(new ExitStatus.Exited(0)), () -> "needs the right to mount: " + possible.err());
        String program = program(
                """
                java.util.Map<String, Integer> ends = new java.util.TreeMap<>();
                try (WorkerPool pool = WorkerPool.builder().workers(2).build()) {
                    List<TaskFuture<String>> all = new java.util.ArrayList<>();
                    for (int i = 0; i < 1000; i++) {
                        int number = i;
                        all.add(pool.submit(() -> {
                            var log = new java.io.FileOutputStream(java.io.FileDescriptor.out);
                            while (number % 100 == 50) log.write(new byte[1 << 16]);
                            return "done";
                        }));
                    }
                    for (TaskFuture<String> each : all) {
                        ends.merge(each.handle((done, failure) -> failure == null ? done : failure.toString()).get(), 1, Integer::sum);
                    }
                }
                System.out.println(ends);
                """);
        Result result = sandbox.shell("unshare -rm sh -c '" + mount + "; XDG_RUNTIME_DIR=full " + program + "'").finish();
        assertEquals("{done=990, java.io.IOException: No space left on device=10}\n", result.out());
        assertEquals("", result.err());
    }

    /** How many rounds of two pools the next test has. */
    private static final int POOLS = Integer.getInteger("drover.it.pools", 6);

    @Test
    void manyPoolsLeaveNothingInTheirProcess() throws IOException {
        Result result = sandbox.shell(program(
                        """
                        // The JDK has one thread for this, from the first time on, which here depends on how busy the machine is.
                        java.util.concurrent.CompletableFuture.delayedExecutor(1, java.util.concurrent.TimeUnit.MILLISECONDS).execute(() -> {});
                        List<Integer> before = null;
                        for (int i = 0; i < ROUNDS; i++) {
                            try (WorkerPool one = WorkerPool.builder().workers(1).journal(java.nio.file.Path.of("pool.db")).build();
                                    WorkerPool other = WorkerPool.builder().workers(1).build()) {
                                if (one.submit(() -> 1).get() + other.submit(() -> 2).get() != 3) throw new IllegalStateException();
                            }
                            // What the JDK and libraries make once is there after the first two.
                            before = i < 2 ? left() : before;
                            // A thread that has done its work takes a moment to end.
                            for (int look = 0; look < 1000 && more(left(), before); look++) Thread.sleep(10);
                            if (more(left(), before)) throw new IllegalStateException(i + ": " + left() + " after " + before + Thread.getAllStackTraces().keySet());
                        }
                        System.out.println("threads, descriptors, files " + before + " -> " + left());
                        }

                        static boolean more(List<Integer> now, List<Integer> before) {
                            return now.get(0) > before.get(0) || now.get(1) > before.get(1) || now.get(2) > before.get(2);
                        }

                        static List<Integer> left() {
                            return List.of(
                                    Thread.getAllStackTraces().size(),
                                    new java.io.File("/proc/self/fd").list().length,
                                    new java.io.File(System.getenv("TMPDIR")).list().length);
                        """.replace("ROUNDS", "" + POOLS)))
                .finish();
        assertEquals("", result.err());
        assertTrue(result.out().startsWith("threads, descriptors, files "), result.out());
        result.exited(0);
    }
}
