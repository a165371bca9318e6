package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Signal;
import io.drover.sqlite.AnyDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Job logs and results of runs with more than one stage. */
class FlowRecordsIT extends InSandbox {
    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    /** Two stages, of which the first gives two items for each of its own; all of them fail but those of a. */
    private Sandbox.Launch run(String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of(
                "-j1", "--stage", "get it", "echo {}1; echo {}2; echo e{} >&2; test {} = a",
                "--then", "-j1", "--stage", "put", "echo '<'{}'>'; test {} = a1", ":::", "a", "b"));
        return sandbox.run(words.toArray(String[]::new));
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(sandbox.path(name));
    }

    @Test
    void aJobLogHasARowForEachTaskOfAllStages() throws IOException {
        assertEquals(List.of("<a1>", "<a2>"), run("--joblog", "log").finish().exited(2).out().lines().toList());
        List<String[]> rows = lines("log").stream().map(line -> line.split("\t", -1)).toList();
        assertTrue(rows.stream().allMatch(row -> row.length == 9), () -> String.join("\n", rows.get(1)));
        assertEquals("Host", rows.get(0)[1]);
        assertEquals(
                List.of(
                        "get it 6 0 echo a1; echo a2; echo ea >&2; test a = a", "get it 6 1 echo b1; echo b2; echo eb >&2; test b = a",
                        "put 5 0 echo '<'a1'>'; test a1 = a1", "put 5 1 echo '<'a2'>'; test a2 = a1"),
                rows.stream().skip(1).map(row -> String.join(" ", row[1], row[5], row[6], row[8])).sorted().toList());
        assertEquals(4, rows.stream().skip(1).map(row -> row[0]).distinct().count(), "numbers are not unique");
    }

    @Test
    void eachStageHasADirectoryForResults() throws IOException {
        run("--results", "out").finish().exited(2).printed("");
        assertEquals("a1\na2\n", Files.readString(sandbox.path("out/get it/1/a/stdout")));
        assertEquals("ea\n", Files.readString(sandbox.path("out/get it/1/a/stderr")));
        assertEquals("b1\nb2\n", Files.readString(sandbox.path("out/get it/1/b/stdout")));
        assertEquals("<a2>\n", Files.readString(sandbox.path("out/put/1/a2/stdout")));
        run("--results", "made/{}/x").finish().exited(2).printed("");
        try (Stream<Path> files = Files.walk(sandbox.path("made"))) {
            assertEquals(
                    List.of("get it/a/x", "get it/b/x", "put/a1/x", "put/a2/x"),
                    files.filter(file -> file.endsWith("x")).map(file -> sandbox.path("made").relativize(file).toString()).sorted().toList());
        }
    }

    @Test
    void tablesOfResultsSayTheStage() throws IOException {
        run("--results", "x.csv").finish().exited(2).printed("");
        List<String> csv = lines("x.csv");
        assertEquals("Seq,Host,Starttime,JobRuntime,Send,Receive,Exitval,Signal,Command,Stage,V1,Stdout,Stderr", csv.get(0));
        assertTrue(csv.stream().anyMatch(line -> line.endsWith(",\"echo '<'a2'>'; test a2 = a1\",put,a2,\"<a2>")), csv::toString);
        run("--results", "x.jsonl").finish().exited(2).printed("");
        List<String> json = lines("x.jsonl");
        assertTrue(json.stream().anyMatch(line -> line.contains("\"state\":\"ok\",\"exit\":0,\"signal\":null,\"error\":null,\"stage\":\"get it\",")
                && line.contains("\"args\":[\"a\"],") && line.endsWith(",\"stdout\":\"a1\\na2\\n\",\"stderr\":\"ea\\n\"}")), json::toString);
        run("--results", "x.json").finish().exited(2).printed("");
        assertTrue(Files.readString(sandbox.path("x.json")).contains("\"Stage\": \"put\""), () -> sandbox.describe());
        sandbox.run("--results", "x.db", "echo {}", ":::", "before").finish().exited(0);
        run("--results", "x.db").finish().exited(2).printed("");
        assertEquals(
                List.of("get it 0 a1 a2 ea", "get it 1 b1 b2 eb", "put 0 <a1> ", "put 1 <a2> "),
                rows("SELECT stage || ' ' || exit || ' ' || replace(stdout, char(10), ' ') || trim(stderr, char(10)) FROM results"));
    }

    private List<String> rows(String sql) {
        return AnyDatabase.rows(sandbox.path("x.db"), sql + " ORDER BY 1");
    }

    @Test
    void valuesOfSeveralSourcesAreOneColumn() throws IOException {
        sandbox.run("--results", "x.csv", "echo {1}-{2}", "--then", "-C", "-", "echo {2} {1}", ":::", "a", ":::", "b").finish().exited(0);
        List<String> csv = lines("x.csv");
        assertTrue(csv.get(1).endsWith(",echo a-b,1,\"a\tb\",\"a-b") || csv.get(1).endsWith(",\"echo a-b\",1,\"a\tb\",\"a-b"), csv::toString);
        assertTrue(csv.get(3).contains(",2,\"a\tb\",\"b a"), csv::toString);
    }

    /** What a stage prints that is not the last is large, and memory is not. */
    @Test
    void largeOutputOfAMiddleStageIsKeptWhole() throws IOException {
        Result result = sandbox.shell("HEAP=-Xmx96m drover run --results x.jsonl --joblog log -j1 --retries 2"
                        + " ': {}; head -c 100000000 /dev/zero | tr \"\\0\" x | fold -w 999999; echo; test -e again || { touch again; exit 1; }'"
                        + " --then -j1 --stage last --coproc 'perl -pe \"BEGIN { \\$| = 1 } s/x+/got/\"' ::: 1")
                .finish().exited(0).printed("");
        assertEquals("", result.err());
        List<String> rows = lines("log");
        assertEquals(103, rows.size());
        assertEquals("100000101", rows.stream().filter(row -> row.startsWith("1\t1\t")).findFirst().orElseThrow().split("\t")[5]);
        assertTrue(Files.size(sandbox.path("x.jsonl")) > 100_000_000);
    }

    @Test
    void whatAJavaStageGivesIsAResult() throws IOException {
        sandbox.run("--results", "out", "--jar", tasks.toString(), "--task", "tasks.Echo", "--then", "echo got {}", ":::", "a").finish().exited(0);
        assertEquals("a", Files.readString(sandbox.path("out/1/1/a/stdout")).strip());
        assertEquals("got a\n", Files.readString(sandbox.path("out/2/1/a/stdout")));
    }

    @Test
    void recordsGoOnWithAFlowThatWasKilled() throws IOException {
        String[] words = {"--journal", "flow.db", "--joblog", "log", "--results", "x.jsonl", "--resume", "-j2", "--stage", "one", "echo {}",
            "--then", "-j2", "--stage", "two", "[ {} != 40 ] || [ -e second ] || sleep 1000; echo {}"};
        DroverProcess first = sandbox.run(words).input(numbers(300)).start();
        Awaits.await("rows", () -> sandbox.has("x.jsonl") && size("x.jsonl") > 20_000, sandbox::describe);
        first.signal(Signal.KILL);
        first.awaitEnd();
        sandbox.awaitNobodyLeft();
        sandbox.file("second", "");
        sandbox.run(words).input(numbers(300)).finish().exited(0).printed("");
        for (String name : List.of("log", "x.jsonl")) {
            List<String> numbers = lines(name).stream().filter(line -> !line.startsWith("Seq"))
                    .map(line -> line.replaceFirst("^(\\{\"seq\":)?(\\d+).*", "$2")).toList();
            assertEquals(numbers.size(), numbers.stream().distinct().count(), name + " has a task twice");
            assertTrue(numbers.size() > 300, () -> name + " has " + numbers.size());
        }
        // What the journal has and the log lacks is made up for.
        assertEquals(601, lines("log").stream().filter(line -> !line.contains("\t-1\t0\t")).count());
    }

    @Test
    void aJobLogGetsWhatTheJournalHas() throws IOException {
        String[] words = {"--journal", "flow.db", "--resume", "--joblog", "log", "--stage", "one", "echo {}; test {} != 2", "--then", "--stage", "two",
            "kill -9 $$; echo {}", ":::", "1", "2"};
        sandbox.run(words).finish().exited(2);
        List<String> before = lines("log");
        Files.delete(sandbox.path("log"));
        sandbox.run(words).finish().exited(0);
        assertEquals(withoutOutput(before), withoutOutput(lines("log")));
    }

    @Test
    void aJobLogGetsTasksOfSeveralItems() throws IOException {
        String[] words = {"--journal", "flow.db", "--resume", "--joblog", "log", "-j1", "echo {}", "--then", "-n2", "--batch-wait", "1h",
            "echo {1}+{2}", ":::", "1", "2", "3"};
        sandbox.run(words).finish().exited(0);
        List<String> before = lines("log");
        assertEquals(6, before.size(), before::toString);
        Files.delete(sandbox.path("log"));
        sandbox.run(words).finish().exited(0);
        assertEquals(withoutOutput(before), withoutOutput(lines("log")));
    }

    /** Without the number of bytes that each has printed. */
    private static List<String> withoutOutput(List<String> rows) {
        return rows.stream().map(row -> row.replaceFirst("^(([^\t]*\t){5})[^\t]*", "$1")).sorted().toList();
    }

    private long size(String name) {
        try {
            return Files.size(sandbox.path(name));
        } catch (IOException e) {
            throw new AssertionError(sandbox.describe(), e);
        }
    }
}
