package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.journal.JournalReader;
import io.drover.pool.PoolBuilder;
import io.drover.pool.TaskFuture;
import io.drover.pool.WorkerLostException;
import io.drover.pool.WorkerPool;
import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Pools of which a journal is kept: what `drover show` and `drover report` make of it. */
class PoolJournalIT extends InPoolSandbox {

    /** Makes small ones. */
    public static final class Resize implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            System.out.println("resizing " + input);
            return "small-" + input;
        }
    }

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private PoolBuilder journalled() {
        return builder().journal(file()).output(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private Path file() {
        return sandbox.path("pool.db");
    }

    private List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (JournalReader reader = new JournalReader(file())) {
            reader.query(sql, row -> rows.add(String.join(" ", row.values().stream().map(String::valueOf).toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    @Test
    void whatBecomesOfEachTaskIsShownAndReported() throws Exception {
        String begun = sign("long");
        String go = sign("go");
        String late = sign("late");
        try (WorkerPool pool = journalled().poisonLimit(1).build()) {
            TaskFuture<Integer> longer = pool.submit(() -> PoolSigns.await(begun, go));
            try {
                assertEquals("small-a.png", pool.submit(Resize.class, "a.png").get());
                assertEquals("the result, which is secret", pool.submit(() -> "the result, which is " + "secret").get());
                assertInstanceOf(NumberFormatException.class, failureOf(pool.withAttempts(2).submit(() -> Integer.parseInt("seven"))));
                assertInstanceOf(WorkerLostException.class, failureOf(pool.submit(() -> Runtime.getRuntime().halt(3))));
                failureOf(pool.withTimeout(Duration.ofMillis(100)).submit(() -> PoolSigns.await(late, late + ".never")));
                assertEquals(List.of(2, 4, 6), pool.map(n -> 2 * n, List.of(1, 2, 3)).toList());
                assertShownAsItRuns();
            } finally {
                Files.createFile(Path.of(go));
            }
            assertEquals(1, longer.get());
        }
        String here = "lambda in io.drover.it.PoolJournalIT.whatBecomesOfEachTaskIsShownAndReported";
        assertEquals(
                List.of(
                        "1 ok 1 " + here,
                        "2 ok 1 io.drover.it.PoolJournalIT$Resize(a.png)",
                        "3 ok 1 " + here,
                        "4 failed 2 " + here,
                        "5 lost 1 " + here,
                        "6 timed_out 1 " + here,
                        "7 ok 1 " + here + ", 1 value",
                        "8 ok 1 " + here + ", 1 value",
                        "9 ok 1 " + here + ", 1 value"),
                rows("SELECT seq, state, attempts, command FROM v_tasks ORDER BY seq"));
        assertEquals(List.of("completed null 6 3"), rows("SELECT ending, exit, ok, failed FROM v_runs"));
        assertEquals(List.of("resizing a.png\n"), rows("SELECT error FROM v_output WHERE error IS NOT NULL"));
        assertFalse(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1).contains("the result, which is"));
        sandbox.shell("drover show --failed pool.db; drover show --task 4 pool.db").finish()
                .printedSomewhere("java.lang.NumberFormatException").exited(0);
        sandbox.shell("drover report pool.db -o page.html").finish().saidNothing().exited(0);
        String page = Files.readString(sandbox.path("page.html"));
        assertTrue(page.contains("WorkerPool") && page.contains("PoolJournalIT$Resize(a.png)"), page);
        sandbox.shell("drover retry pool.db").finish().exited(255).oneLine("only that can run its tasks");
        sandbox.run("--journal", "pool.db", "--resume", "echo", ":::", "1").finish().exited(255).oneLine("only that can run its tasks");
        assertEquals(List.of("1"), rows("SELECT count(*) FROM v_runs"));
    }

    /** The one that is not over, by others who read the file at the same time. */
    private void assertShownAsItRuns() {
        Awaits.await("the row of what runs", () -> rows("SELECT seq FROM v_tasks WHERE state = 'running'").equals(List.of("1")), sandbox::describe);
        sandbox.shell("drover show pool.db; drover report pool.db -o page.html").start().awaitEnd()
                .printedSomewhere("running or killed").printedSomewhere(" running ").saidNothing().exited(0);
    }

    @Test
    void whatTheProgramKnewWhenItWasKilledIsKept() throws IOException {
        Path source = sandbox.file("Main.java", """
                import io.drover.pool.WorkerPool;
                import java.nio.file.Path;

                public class Main {
                    public static void main(String[] words) throws Exception {
                        WorkerPool pool = WorkerPool.builder().workers(2).journal(Path.of("pool.db")).build();
                        for (int i = 0; ; i++) {
                            int number = i;
                            System.out.println(pool.submit(() -> number).get());
                        }
                    }
                }
                """);
        Path classes = Files.createDirectories(sandbox.path("classes"));
        TaskJar.compile(List.of(source), classes);
        DroverProcess program = sandbox.shell("exec java -cp " + Sandbox.jar() + ":" + classes + " Main").start();
        Awaits.await("a few results", () -> program.out().lines().count() >= 20, sandbox::describe);
        assertEquals("in use", refusal().replaceFirst(".*(in use) by the run of process " + program.pid() + ";.*", "$1"));
        program.signal(Signal.KILL);
        int known = program.awaitEnd().outLines().size();
        sandbox.awaitNobodyLeft();
        sandbox.removeWhatKillsLeft();
        int kept = Integer.parseInt(rows("SELECT count(*) FROM tasks WHERE state = 'ok'").get(0));
        assertTrue(kept >= known, () -> kept + " are kept of " + known);
        sandbox.shell("drover show pool.db; drover report pool.db -o page.html").finish().printedSomewhere("running or killed").exited(0);
        try (WorkerPool next = journalled().build()) {
            assertEquals(5, next.submit(() -> 5).join());
        }
        assertEquals(List.of("killed", "completed"), rows("SELECT ending FROM v_runs ORDER BY run"));
        assertEquals(List.of("1 ok"), rows("SELECT seq, state FROM v_tasks WHERE run = 2"));
    }

    private String refusal() {
        return assertThrows(UncheckedIOException.class, () -> journalled().build().close()).getMessage();
    }

    @Test
    void aFileThatCannotBeHadIsNoPool() throws Exception {
        try (WorkerPool first = journalled().build(); WorkerPool inProcess = builder().inProcess().journal(sandbox.path("other.db")).build()) {
            assertEquals("there can be no pool: --journal: " + file() + " is in use by the run of process " + pid()
                    + "; wait for its end or take another file", refusal());
            assertEquals(3, first.submit(() -> 1).get() + inProcess.submit(() -> 2).get());
        }
        String message = assertThrows(UncheckedIOException.class, () -> builder().journal(sandbox.path("no/pool.db")).build()).getMessage();
        assertTrue(message.contains("cannot write in "), message);
        Files.delete(file());
        Files.writeString(file(), "no database, but long enough to be one, as far as its header goes".repeat(20));
        assertTrue(refusal().contains("not a database"), this::refusal);
    }

    @Test
    void whatWasNeverBegunIsCancelled() throws Exception {
        WorkerPool pool = journalled().build();
        String begun = sign("begun");
        String go = sign("go");
        List<TaskFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            int number = i;
            all.add(pool.submit(() -> PoolSigns.await(begun + number, go)));
        }
        Awaits.await("two that run", () -> Files.exists(Path.of(begun + 0)) && Files.exists(Path.of(begun + 1)), sandbox::describe);
        pool.asExecutorService().shutdownNow();
        pool.close();
        assertThrows(CancellationException.class, () -> all.get(4999).join());
        assertEquals(List.of("cancelled 5000"), rows("SELECT state, count(*) FROM tasks GROUP BY state ORDER BY state"));
        assertEquals(List.of("shut down"), rows("SELECT ending FROM v_runs"));
    }

    /** In a mount namespace, where only this program has so small a place for its journal. */
    @Test
    void aFullDiskEndsThePool() throws IOException {
        Files.createDirectory(sandbox.path("full"));
        String mount = "mount -t tmpfs -o size=1m none full";
        Result possible = sandbox.shell("unshare -rm " + mount).start().awaitEnd();
        assumeTrue(possible.status().equals(new ExitStatus.Exited(0)), () -> "needs the right to mount: " + possible.err());
        Path source = sandbox.file("Main.java", """
                import io.drover.pool.TaskFuture;
                import io.drover.pool.WorkerPool;
                import java.nio.file.Path;

                public class Main {
                    public static void main(String[] words) throws Exception {
                        try (WorkerPool pool = WorkerPool.builder().workers(2).journal(Path.of("full/pool.db")).build()) {
                            while (true) {
                                TaskFuture<Integer> first = pool.submit(() -> 1);
                                pool.submit(() -> 2);
                                first.get();
                            }
                        } catch (java.util.concurrent.ExecutionException e) {
                            System.out.println(e.getCause());
                        } catch (java.util.concurrent.RejectedExecutionException e) {
                            System.out.println(e.getCause());
                        }
                    }
                }
                """);
        Path classes = Files.createDirectories(sandbox.path("classes"));
        TaskJar.compile(List.of(source), classes);
        Result result = sandbox.shell("unshare -rm sh -c '" + mount + "; exec java -cp " + Sandbox.jar() + ":" + classes + " Main'").finish();
        assertTrue(
                result.out().matches("io.drover.pool.PoolBrokenException: the pool can run nothing: cannot write journal full/pool.db: .*full.*\n"),
                result::toString);
        result.oneLine("drover: cannot write journal full/pool.db: ").exited(0);
    }
}
