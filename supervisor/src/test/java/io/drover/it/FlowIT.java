package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.parallel.text.RawArguments;
import io.drover.posix.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs with more than one stage. */
class FlowIT extends InSandbox {
    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private static List<String> sorted(String lines) {
        return lines.lines().sorted().toList();
    }

    @Test
    void eachLineOfAStageIsAnItemOfTheNext() {
        Result result = sandbox.run(
                        "-j4", "echo {}; echo {}+; echo err{} >&2", "--then", "-j2", "echo '<'{}'>'", "--then", "-j1", "--jar",
                        tasks.toString(), "--task", "tasks.Echo", ":::", "a", "b c")
                .finish().exited(0);
        assertEquals(List.of("<a+>", "<a>", "<b c+>", "<b c>"), sorted(result.out()));
        assertEquals(List.of("erra", "errb c"), sorted(result.err()));
    }

    /** The last ones do not wait for others: none can come. */
    @Test
    void aTaskMayTakeSeveralItems() {
        Result result = sandbox.run(
                        "-j1", "echo {}", "--then", "-j1", "-n3", "--batch-wait", "1h", "echo {1}-{}; test {1} != 4", "--then", "-j1", "-N2",
                        "--batch-wait", "1h", "--jar", tasks.toString(), "--task", "tasks.Joined", ":::", "1", "2", "3", "4", "5", "6", "7", "8")
                .finish().exited(3).printed("1-1 2 3+7-7 8\n");
        result.complained("submitted 18 = ok 15 + failed 3 + timed out 0 + lost 0 + cancelled 0");
        sandbox.run("echo {}", "--then", "--batch-wait", "1s", "echo", ":::", "1").finish().exited(255).oneLine("it goes with -n or -N");
        sandbox.run("-X", "echo {}", "--then", "echo", ":::", "1").finish().exited(255).oneLine("does not know -L, -l, -X");
        sandbox.run("echo", "--then", "-n2", "--jar", tasks.toString(), "--task", "tasks.Joined", "x {}", ":::", "1")
                .finish().exited(255).oneLine("takes items as they are");
    }

    @Test
    void aHeaderNamesTheColumnsOfTheFirstStage() {
        Result result = sandbox.run("--header", ":", "-C", ",", "--joblog", "log", "echo {name}:{2}:{size}; echo {1}", "--then", "echo '<'{}'>'")
                .input("name,kind,size\na b,x,3\nc,y y, 4\n").finish().exited(0);
        assertEquals(List.of("<a b:x:3>", "<a b>", "<c:y y:4>", "<c>"), sorted(result.out()));
        result = sandbox.run("--header", ":", "echo {a}-{b}", "--then", "echo {}", ":::", "a", "1", "2", ":::", "b", "3 ").finish().exited(0);
        assertEquals(List.of("1-3 ", "2-3 "), sorted(result.out()));
        sandbox.run("--header", "0", "echo", "--then", "echo", ":::", "1").finish().exited(255).complained("does not know --header 0");
    }

    @Test
    void valuesOfSeveralSourcesAreEachAsTheyWouldBeWithoutStages() {
        Result result = sandbox.run("-C", ",", "echo {1}/{2}/{3}", "--then", "echo {}", ":::", "a,b", ":::", "c").finish().exited(0);
        assertEquals("a/b/c\n", result.out());
        result = sandbox.run("echo '<'{1}/{2}'>'", "--then", "echo {}", ":::", " a", ":::", "c ").finish().exited(0);
        assertEquals("< a/c >\n", result.out());
    }

    @Test
    void anItemThatFailsIsCountedAndGivesNothing() {
        Result result = sandbox.run("echo {}; test {} != 2", "--then", "--retries", "2", "echo {}; test {} != 3", ":::", "1", "2", "3")
                .finish().exited(2);
        assertEquals(List.of("1", "3"), sorted(result.out()));
        result.complained("submitted 5 = ok 3 + failed 2 + timed out 0 + lost 0 + cancelled 0");
    }

    @Test
    void aFailureIsToldWithItsStageAndHowToRunItAgain() {
        Result result = sandbox.run("-j1", "echo {}; test {} != no", "--then", "--stage", "two", "--jar", tasks.toString(), "--task",
                        "tasks.Conduct", ":::", "no", "throw")
                .finish().exited(2);
        result.complained("exit 1 in stage 1, first: task 1: echo no; test no != no\n  java.io.IOException in stage two, first: task");
        result.complained("run again: drover run --classpath " + tasks + " --task tasks.Conduct ::: throw\n");
    }

    @Test
    void whatAnAttemptGaveThatFailedCountsForNothing() {
        Result result = sandbox.run("--retries", "3", "--emit-fd", "3", "--stage", "try",
                        "echo {} >> tries; echo out; echo 'last\tsent' >&3; test $(wc -l < tries) = 3",
                        "--then", "--stage", "last", "echo got {}", ":::", "x")
                .finish().exited(0);
        assertEquals(List.of("got out", "got sent"), sorted(result.out()));
    }

    @Test
    void aTreeIsFoundByItsOwnStageEachItemOnce() {
        String script = "n={}; for c in $((2*n)) $((2*n+1)) $((n/2)); do [ $c -le 300 ] && echo $c >&3; done; echo $n";
        Result result = sandbox.run("-j4", "--emit-fd", "3", "--unique", "--queue", "1", script, ":::", "1").finish().exited(0);
        assertEquals(IntStream.rangeClosed(0, 300).mapToObj(Integer::toString).sorted().toList(), sorted(result.out()));
    }

    @Test
    void javaTasksSendItemsToOtherStages() {
        Result result = sandbox.run(
                        "-j2", "--jar", tasks.toString(), "--task", "tasks.Conduct", "--then", "--stage", "two", "echo {}",
                        ":::", "emit two a", "emit 1 emit two b", "emit two " + "x".repeat(100_000))
                .finish().exited(0);
        assertEquals(
                List.of("a", "b", "emit 1 emit two b", "emit two a", "emit two b"),
                sorted(result.out()).stream().filter(line -> line.length() < 100).toList());
        assertTrue(result.out().lines().anyMatch("x".repeat(100_000)::equals));
    }

    @Test
    void aCircleIsEndedAtSoManyItems() {
        sandbox.run("--emit-fd", "3", "--max-items", "20", "echo {} >&3", ":::", "round")
                .finish().exited(255).complained("more than the 20 items of --max-items");
    }

    @Test
    void aSlowStageStopsTheSource() {
        String first = "echo {} >> taken; echo {}";
        DroverProcess run = sandbox.run("-j1", first, "--then", "-j1", "--queue", "2", ": {}; touch slow; while ! test -e go; do sleep 0.01; done")
                .input(numbers(100)).start();
        sandbox.awaitFile("slow");
        // One runs in the second stage, two wait for it, and one more may have been on its way.
        Awaits.await("a full queue", () -> taken() >= 3, sandbox::describe);
        assertTrue(taken() <= 5, Long.toString(taken()));
        sandbox.file("go", "");
        run.awaitEnd().exited(0);
        assertEquals(100, taken());
    }

    private long taken() {
        try {
            return sandbox.has("taken") ? Files.readString(sandbox.path("taken")).lines().count() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStageThatCannotWorkEndsTheRunWithItsCause() {
        sandbox.run("-j1", "echo {}", "--then", "--jar", tasks.toString(), "--task", "tasks.Nowhere", ":::", "1")
                .finish().exited(255).complained("no class tasks.Nowhere");
    }

    @Test
    void whatIsForTheRunStandsBeforeTheFirstStage() {
        sandbox.run("echo", "--then", "-k", "echo", ":::", "1").finish().exited(255).complained("-k is for the whole run");
        sandbox.run("echo", "--then", ":::", "1").finish().exited(255).complained("a stage without a command");
        sandbox.run("--stage", "a", "echo", "--then", "--stage", "a", "echo", ":::", "1").finish().exited(255).complained("two stages are called a");
        sandbox.run("--files", "echo", "--then", "echo", ":::", "1").finish().exited(255).complained("does not know --files");
        sandbox.run("-k", "echo", "--then", "echo", ":::", "1").finish().exited(255).complained("does not know --keep-order");
        sandbox.run("--joblog", "x", "--resume", "echo", "--then", "echo", ":::", "1").finish().exited(255).complained("--resume needs --journal");
    }

    @Test
    void stagesMayBeWrittenDownInAFile() throws IOException {
        sandbox.file("graph.toml", """
                [run]
                tag = true
                [[stage]]
                name = "first"
                command = "echo {}$X; echo {}+"
                env = { X = "ü" }
                jobs = 2
                [[stage]]
                task = "tasks.Echo"
                jar = '%s'
                [[stage]]
                command = ["echo", "'<'{}'>'"]
                """.formatted(tasks));
        Result result = sandbox.shell("drover flow graph.toml ::: a 'b c'").finish().exited(0);
        assertEquals(List.of("a+\t<a+>", "aü\t<aü>", "b c+\t<b c+>", "b cü\t<b cü>"), sorted(RawArguments.text(result.out())));
    }

    @Test
    void aDryRunPrintsTheTemplatesOfLaterStages() {
        sandbox.run(
                        "--dry-run", "echo {}", "--then", "-j2", "--stage", "two", "-n3", "cat", "--then", "--jar", tasks.toString(), "--task",
                        "tasks.Echo", "--then", "--coproc", "sed -u x", "-I", ",", "<,>", ":::", "a b", "c")
                .finish().exited(0).printed("""
                        echo 'a b'
                        echo c
                        --then --stage two -n 3 cat {}
                        --then --task tasks.Echo
                        --then --coproc 'sed -u x' <,>
                        """);
    }

    @Test
    void aLineShowsHowFarEachStageIs() {
        DroverProcess run = sandbox.run("--progress", "-j1", "--stage", "one", "echo {}", "--then", "-j1",
                        "test {} = 1 || while ! test -e go; do sleep 0.05; done; test {} != 1", ":::", "1", "2", "3")
                .start();
        Awaits.await("the line", () -> run.err().contains("one: 0/0/3  2: 1/1/1  1 failed"), sandbox::describe);
        sandbox.file("go", "");
        run.awaitEnd().exited(1);
        sandbox.run("--eta", "echo", "--then", "echo", ":::", "1").finish().exited(255).complained("does not know --eta and --bar");
    }

    @Test
    void ctrlCEndsAllStages() {
        DroverProcess run = sandbox.run("-j1", "echo {}", "--then", "-j2", "touch started-{}; sleep 600", ":::", "1", "2", "3").start();
        sandbox.awaitFile("started-1");
        run.signal(Signal.INT);
        run.awaitEnd().diedOf(Signal.INT).complained("stopped by SIGINT").complained("cancelled");
        sandbox.assertNobodyLeft();
    }
}
