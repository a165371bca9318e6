package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A crash costs the task that ran one attempt, and nobody else anything. */
class CrashIT extends InSandbox {
    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private Sandbox.Launch conduct(String... words) {
        List<String> all = new ArrayList<>(List.of("--jar", tasks.toString(), "--task", "tasks.Conduct", "-k"));
        all.addAll(List.of(words));
        return sandbox.run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 0", "halt 0", "segfault", "kill"})
    void aPoisonTaskIsQuarantinedAfterThreeWorkersAndTheOthersSucceed(String poison) {
        Result result = conduct("-j2", "-J-Xmx64m").input("ok 1\nok 2\n" + poison + "\nok 3\nok 4\n").finish();
        result.exited(1).printed("ok 1\nok 2\nok 3\nok 4\n").complained("quarantined after 3");
        result.complained("submitted 5 = ok 4 + failed 0 + timed out 0 + lost 1 + cancelled 0");
    }

    @Test
    void aWorkersLogTakesNoMoreSpaceHoweverMuchIsPrintedThere() throws IOException {
        DroverProcess run = conduct("-j1", "-J-Xmx64m").input("flood 64\n").start();
        sandbox.awaitFile("started-flooded");
        Awaits.await("space to be given back", () -> kibibytesInUse() < 8 << 10, sandbox::describe);
        sandbox.file("go", "");
        run.awaitEnd().exited(1).complained("last line of its log: the end of the flood");
        sandbox.assertNobodyLeft();
    }

    private int kibibytesInUse() {
        return Integer.parseInt(sandbox.shell("du -sk $TMPDIR").start().awaitEnd().out().split("\\s")[0]);
    }

    @Test
    void laterWorkersComeFromTheJarOfTheFirst() throws IOException {
        Path jar = sandbox.path("installed.jar");
        Files.copy(Sandbox.jar(), jar);
        Path program = sandbox.path("bin/drover");
        Files.writeString(program, Files.readString(program).replace(Sandbox.jar().toString(), jar.toString()));
        DroverProcess run = sandbox.run("-j1", "-k", "--retries", "3", "touch at{}; until [ -e go ]; do sleep 0.02; done; echo {}", ":::", "1", "2")
                .start();
        sandbox.awaitFile("at1");
        Files.move(sandbox.file("new.jar", "this is no jar"), jar, StandardCopyOption.REPLACE_EXISTING);
        sandbox.workers().forEach(worker -> Posix.kill(worker.pid(), Signal.KILL));
        sandbox.file("go", "");
        run.awaitEnd().exited(0).printed("1\n2\n");
        sandbox.assertNobodyLeft();
    }

    @ParameterizedTest
    @CsvSource({"error, java.lang.AssertionError", "stack, java.lang.StackOverflowError"})
    void anErrorFailsItsTaskAndTheOthersSucceed(String what, String name) throws IOException {
        Result result = conduct("-j2", "--events", "events").input("ok 1\n" + what + "\nok 2\nok 3\n").finish();
        result.exited(1).printed("ok 1\nok 2\nok 3\n").complained(name).complained("tasks.Conduct.");
        result.complained("submitted 4 = ok 3 + failed 1 + timed out 0 + lost 0 + cancelled 0");
        assertFalse(Files.readString(sandbox.path("events")).contains("\"start\":null"), "its time is known");
    }

    @Test
    void aTaskThatFillsTheMemoryIsQuarantinedAlone() {
        Result result = conduct("-j2", "-J-Xmx48m").input("ok 1\nmemory\nok 2\nok 3\n").finish();
        result.exited(1).printed("ok 1\nok 2\nok 3\n").complained("quarantined after 3");
        result.complained("submitted 4 = ok 3 + failed 0 + timed out 0 + lost 1 + cancelled 0");
    }

    @Test
    void aTaskThatThrowsShowsClassMessageAndStack() {
        Result result = conduct("-j1").input("ok 1\nthrow\nok 2\n").finish();
        result.exited(1).printed("ok 1\nok 2\n");
        result.complained("java.io.IOException: thrown on purpose").complained("tasks.Conduct.run(Conduct.java:");
        result.complained("submitted 3 = ok 2 + failed 1 + timed out 0 + lost 0 + cancelled 0");
    }

    @Test
    void retriesRunAThrowingTaskAgain() {
        conduct("-j1", "--retries", "2", ":::", "ok 1", "fail-once").finish().exited(0).printed("ok 1\nfail-once\n");
        conduct("-j1", ":::", "ok 1", "fail-once").finish().exited(1).printed("ok 1\n");
    }

    @Test
    void aWorkerOfCommandsThatIsKilledLosesWhatRanAndNothingElse() {
        DroverProcess run = sandbox.run("-j1", "-k", "touch started-{}; setsid sleep 1000 & [ {} != 2 ] || sleep 1000; echo {}")
                .input("1\n2\n3\n4\n").start();
        sandbox.awaitFile("started-2");
        Posix.kill(sandbox.workers().get(0).pid(), Signal.KILL);
        run.awaitEnd().exited(1).printed("1\n3\n4\n").complained("lost 1");
        sandbox.assertNobodyLeft();
    }

    @Test
    void retriesRunACommandAgainWhoseWorkerWasKilled() {
        DroverProcess run = sandbox.run("--retries", "2", "-j1", "-k", "touch started-{}; until [ -e go ]; do sleep 0.05; done; echo {}")
                .input("1\n2\n").start();
        sandbox.awaitFile("started-1");
        Posix.kill(sandbox.workers().get(0).pid(), Signal.KILL);
        sandbox.file("go", "");
        run.awaitEnd().exited(0).printed("1\n2\n");
        sandbox.assertNobodyLeft();
    }

    /** The input goes on until enough were killed. */
    @Test
    void everyResultArrivesOnceWhileWorkersAreKilledAtRandom() {
        Random random = new Random(4711);
        DroverProcess run = sandbox.shell("""
                i=0
                until [ -e enough ]; do seq $((i + 1)) $((i += 1000)); sleep 0.01; done | drover run -j4 --jar '%s' --task tasks.Echo"""
                .formatted(tasks)).start();
        int killed = 0;
        int printed = 0;
        long end = System.nanoTime() + Awaits.DEADLINE.toNanos();
        while (killed < 8 && !run.ended() && System.nanoTime() - end < 0) {
            List<RunProcess> workers = sandbox.workers();
            // On a busy machine no worker would live until it is ready: the next one is killed when there are results again.
            if (!workers.isEmpty() && run.out().length() > printed) {
                printed = run.out().length();
                Posix.kill(workers.get(random.nextInt(workers.size())).pid(), Signal.KILL);
                killed++;
            }
            // The pace of the attack, not a wait for anything.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        sandbox.file("enough", "");
        Result result = run.awaitEnd().exited(0);
        sandbox.assertNobodyLeft();
        int[] lines = result.outLines().stream().mapToInt(Integer::parseInt).sorted().toArray();
        assertArrayEquals(IntStream.rangeClosed(1, lines.length).toArray(), lines, "each once");
        assertEquals(0, lines.length % 1000, "all that were read");
        assertEquals(8, killed);
    }

    @Test
    void aWorkerThatIsStoppedOrExitsForEverIsReplacedAndOneWithALongTaskIsNot() {
        // The sleep is longer than the silence after which a worker is replaced.
        DroverProcess run = conduct("-j3", "--silence", "3").input("spin-until 1\nsleep 4500\nexit-for-ever-once\nok 3\n").start();
        sandbox.awaitFile("started-1");
        int stopped = Integer.parseInt(read("started-1"));
        Posix.kill(stopped, Signal.STOP);
        run.awaitComplaint("silent");
        run.awaitComplaint("in its shutdown hooks");
        sandbox.file("go", "");
        Result result = run.awaitEnd().exited(0).printed("spin-until 1\nsleep 4500\nexit-for-ever-once\nok 3\n").complained("java.lang.System.exit");
        assertEquals(1, result.errLines().stream().filter(line -> line.contains("silent")).count(), result::toString);
        sandbox.assertNobodyLeft();
    }

    private String read(String name) {
        Awaits.await("a pid in " + name, () -> sandbox.path(name).toFile().length() > 0, sandbox::describe);
        try {
            return java.nio.file.Files.readString(sandbox.path(name)).strip();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
