package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.pool.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pools and flows of Java programs that are looked at and steered from outside. */
class ControlInProgramsIT extends InSteeredSandbox {
    private static final String HEAD =
            """
            import io.drover.flow.Flow;
            import io.drover.pool.TaskFuture;
            import io.drover.pool.WorkerPool;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.List;

            public class Main {
                static int wait(int number) throws Exception {
                    while (!Files.exists(Path.of("go" + number))) Thread.sleep(20);
                    return number;
                }

                static String end(TaskFuture<?> future) throws Exception {
                    try {
                        return "" + future.get();
                    } catch (Exception e) {
                        return e.getClass().getSimpleName();
                    }
                }

                public static void main(String[] args) throws Exception {
            """;

    private DroverProcess program(String body) throws IOException {
        Path source = sandbox.file("Main.java", HEAD + body + "}}");
        Path classes = Files.createDirectories(sandbox.path("classes"));
        TaskJar.compile(List.of(source), classes);
        return sandbox.shell("exec java -cp " + Sandbox.jar() + ":" + classes + " Main").start();
    }

    @Test
    void aPoolIsSeenScaledCancelledAndDrained() throws IOException {
        DroverProcess program = program(
                """
                try (WorkerPool pool = WorkerPool.builder().name("sums").workers(1).slotsPerWorker(2).build()) {
                    List<TaskFuture<Integer>> all = new java.util.ArrayList<>();
                    for (int i = 1; i <= 6; i++) {
                        int number = i;
                        all.add(pool.submit(() -> wait(number)));
                    }
                    for (TaskFuture<Integer> one : all) System.out.println(end(one));
                    System.out.println(pool.stats().workers().size() + " " + pool.submit(() -> 1).isDone());
                } catch (java.util.concurrent.RejectedExecutionException e) {
                    System.out.println("rejected");
                }
                """);
        await("two calls to run", " 2/2 4 0;");
        String row = said("ps").lines().skip(1).findFirst().orElseThrow();
        assertTrue(row.contains(" pool ") && row.contains(" sums ") && row.endsWith(" Main"), row);
        assertTrue(said("status", "sums").contains("lambda in Main.main"), said("status", "sums"));
        assertEquals("sums: 4 tasks at a time\n", said("scale", "sums", "+1"));
        await("two more to run", " 4/4 2 0;");
        assertEquals("sums: 2 tasks at a time\n", said("scale", "sums", "-1"));
        go("1", "2", "3", "4");
        await("the last two to run", " 2/2 0 4;");
        said("cancel", "6");
        await("that to be over", " 1/2 0 5;");
        assertEquals("sums: no more tasks are taken\n", said("drain"));
        go("5");
        program.awaitEnd().exited(0).printed("1\n2\n3\n4\n5\nCancellationException\nrejected\n").saidNothing();
    }

    @Test
    void thoseThatDoNotWantItHaveNone() throws IOException {
        DroverProcess program = program(
                """
                try (WorkerPool pool = WorkerPool.builder().control(false).workers(1).build();
                        WorkerPool here = WorkerPool.builder().inProcess().workers(1).build();
                        WorkerPool other = WorkerPool.builder().workers(1).build()) {
                    TaskFuture<Integer> first = pool.submit(() -> wait(1));
                    TaskFuture<Integer> second = here.submit(() -> wait(1));
                    Thread flow = new Thread(() -> Flow.named("quiet").control(false)
                            .stage("wait", (Integer number) -> wait(number)).slots(1).run(List.of(1)));
                    flow.start();
                    System.out.println(first.get() + second.get());
                    flow.join();
                    System.out.println(other.submit(() -> wait(2)).get());
                }
                """);
        await("the other to be seen", " 0/1 0 0;");
        go("1");
        await("the second call of the other", " 1/1 0 0;");
        assertEquals(1, sockets().size());
        go("2");
        program.awaitEnd().exited(0).printed("2\n2\n").saidNothing();
    }

    @Test
    void whatAWorkerWritesIsShown() throws IOException {
        DroverProcess program = program(
                """
                try (WorkerPool pool = WorkerPool.builder().workers(1).attempts(2).build()) {
                    TaskFuture<Integer> first = pool.submit(() -> {
                        var log = new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err));
                        log.println("one line");
                        wait(1);
                        log.println("another line");
                        return wait(2);
                    });
                    first.get();
                    pool.submit(() -> { Runtime.getRuntime().halt(9); return 0; }).handle((done, failure) -> 0).get();
                    System.out.println("lost");
                    wait(3);
                }
                """);
        await("the call to run", " 1/1 0 0;");
        DroverProcess follows = sandbox.shell("drover logs -f 0").start();
        Awaits.await("the first line", () -> follows.out().equals("one line\n"), follows::out);
        assertEquals("one line\n", said("logs", "0"));
        go("1");
        Awaits.await("the second line", () -> follows.out().equals("one line\nanother line\n"), follows::out);
        assertTrue(said("why", "worker", "0").endsWith("| one line\n| another line\n"), said("why", "worker", "0"));
        drover("signal", "1", "TERM").exited(255).oneLine("only commands take signals");
        go("2");
        follows.awaitEnd().exited(0).printed("one line\nanother line\n");
        Awaits.await("the end of a worker", () -> program.out().contains("lost"), program::out);
        String why = said("why", "worker", "0");
        assertTrue(why.contains("the worker before it ended ") && why.contains("exit 9"), why);
        go("3");
        program.awaitEnd().exited(0);
    }

    @Test
    void aNameIsAWordThatIsNoNumber() {
        assertThrows(IllegalArgumentException.class, () -> WorkerPool.builder().name("12"));
        assertThrows(IllegalArgumentException.class, () -> WorkerPool.builder().name("a b"));
    }
}
