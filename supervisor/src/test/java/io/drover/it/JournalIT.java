package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.journal.JournalReader;
import io.drover.posix.Signal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a journal holds is done, whatever happens to the run. */
class JournalIT extends InSandbox {
    private static final int KILLS = Integer.getInteger("drover.it.kills", 2);
    private static final int TASKS = Integer.getInteger("drover.it.tasks", 400);

    /** About, in x.jsonl. */
    private static final int RESULT_BYTES = 100;
    /** About, in the output. */
    private static final int LINE_BYTES = 3;

    static Path tasks;

    private int runs;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private Sandbox.Launch journalled(String kind, boolean toFile, int number) {
        List<String> words = new ArrayList<>(List.of("-j2", "--journal", "run.db", "--resume"));
        if (toFile) {
            words.addAll(List.of("--results", "x.jsonl", "--joblog", "log"));
        }
        words.addAll(kind.equals("java")
                ? List.of("--jar", tasks.toString(), "--task", "tasks.Echo")
                : List.of("echo {}; echo {} >>ran; sleep 0.01"));
        // Each run has its own file: a kill can cut the last line.
        return sandbox.run(words.toArray(String[]::new)).input(numbers(number)).output(sandbox.path("out-" + runs++));
    }

    /** It was made by a run in which task 2 failed once, and that was killed at task 4. */
    @Test
    void aJournalOfTheFirstFormatIsReadAsItIsAndWrittenInTheNewOne() throws IOException {
        try (InputStream first = JournalReader.class.getResourceAsStream("format-1.db")) {
            sandbox.file("run.db", first.readAllBytes());
        }
        sandbox.shell("""
                cp run.db before
                drover show --json run.db | grep -c '"state":"ok"'
                drover show --task 2 run.db | grep -c 'failed  *3 '
                drover report -o report.html run.db && cmp run.db before
                GO=1 drover retry -j1 run.db
                drover show run.db | grep -o 'completed  *0  *3  *0' | xargs
                cd /tmp && GO=1 drover run -j1 --journal $DIR/before --resume 'echo out {}; echo gone {} >&2; test $GO || test {} -ne 2 || exit 3;\
                 test $GO || test {} -lt 4 || { sleep 0.3; kill -9 $PARALLEL_PID; sleep 9; }' ::: 1 2 3 4 5 2>&1 | grep skipped""").finish().printed("""
                2
                1
                out 2
                out 4
                out 5
                completed 0 3 0
                drover: skipped 2 done, 3 unfinished, 0 changed, 0 new
                """);
    }

    @ParameterizedTest
    @CsvSource({"commands,true", "java,false"})
    void aRunThatIsKilledAtAnyMomentResumesToOneResultForEachTask(String kind, boolean toFile) {
        int number = kind.equals("java") ? 100 * TASKS : TASKS;
        Random random = new Random(4711);
        Set<String> recorded = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int before = lines("ran").size();
            File results = sandbox.path(toFile ? "x.jsonl" : "out-" + runs).toFile();
            long share = (long) number * (toFile ? RESULT_BYTES : LINE_BYTES) / KILLS;
            long enough = results.length() + (long) (random.nextDouble() * share);
            DroverProcess run = journalled(kind, toFile, number).start();
            Awaits.await("the moment to kill", () -> results.length() >= enough || run.ended(), sandbox::describe);
            run.signal(Signal.KILL);
            sandbox.clear();
            run.awaitEnd();
            sandbox.awaitNobodyLeft();
            assertNoneRanAgain(recorded, before);
            recorded.addAll(texts("SELECT command FROM v_tasks WHERE state = 'ok'"));
        }
        int before = lines("ran").size();
        Result result = journalled(kind, toFile, number).finish().exited(0).complained("skipped " + String.format("%,d", recorded.size()) + " done");
        assertNoneRanAgain(recorded, before);
        assertEquals(List.of("ok " + number + " " + number),
                texts("SELECT state, count(*), count(DISTINCT payload) FROM tasks GROUP BY state"), result::toString);
        List<String> reported = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            reported.addAll(lines("out-" + run));
        }
        assertEquals(reported.size(), new HashSet<>(reported).size(), "a result was reported twice");
        if (toFile) {
            assertOneLineForEach(number, "x.jsonl", "\\{\"seq\":(\\d+),.*\"stderr\":\"\"}");
            assertOneLineForEach(number, "log", "(\\d+)\t:\t.*\t0\t0\t.*");
        }
        sandbox.removeWhatKillsLeft();
    }

    private void assertOneLineForEach(int number, String name, String form) {
        Pattern pattern = Pattern.compile(form);
        Set<Integer> seen = new HashSet<>();
        for (String line : lines(name)) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                assertTrue(seen.add(Integer.parseInt(matcher.group(1))), () -> name + " has twice: " + line);
            } else {
                assertTrue(line.startsWith("Seq\t"), () -> name + " has a torn line: " + line);
            }
        }
        assertEquals(number, seen.size(), name);
    }

    private void assertNoneRanAgain(Set<String> recorded, int before) {
        List<String> ran = lines("ran");
        for (String value : ran.subList(before, ran.size())) {
            assertFalse(recorded.contains("echo " + value + "; echo " + value + " >>ran; sleep 0.01"), "ran again: " + value);
        }
    }

    /**
     * What is allowed is 10 ms. The best of several, and more than that, for on a busy machine the kill itself takes its
     * time; who writes once in a second, or not before the end, is found.
     */
    @Test
    void whatHasEndedShortlyBeforeAKillIsInTheJournal() {
        long best = Long.MAX_VALUE;
        for (int kill = 0; best > 200 && kill < 5; kill++) {
            int number = 100 + 30 * kill;
            DroverProcess run = sandbox.run("-j2", "--journal", "run.db", "date '+{} %s%N' >>ended").input(numbers(20_000)).start();
            Awaits.await("commands to end", () -> lines("ended").size() > number, sandbox::describe);
            long before = System.currentTimeMillis();
            run.signal(Signal.KILL);
            run.awaitEnd();
            sandbox.awaitNobodyLeft();
            best = Math.min(best, before - oldestUnrecorded());
            List.of("run.db", "run.db-wal", "run.db-shm", "ended").forEach(name -> sandbox.path(name).toFile().delete());
        }
        assertTrue(best <= 200, "ended " + best + " ms before the kill and not in the journal");
        sandbox.removeWhatKillsLeft();
    }

    /** When the first command ended whose end is not in the journal, in milliseconds. */
    private long oldestUnrecorded() {
        Set<String> recorded = new HashSet<>(texts("SELECT command FROM v_tasks WHERE state = 'ok'"));
        long oldest = Long.MAX_VALUE;
        for (String line : lines("ended")) {
            String[] words = line.split(" ");
            if (!recorded.contains("date '+" + words[0] + " %s%N' >>ended")) {
                oldest = Math.min(oldest, Long.parseLong(words[1]) / 1_000_000);
            }
        }
        return oldest;
    }

    @Test
    void anInterruptedRunNamesTheLineThatResumesIt() {
        DroverProcess run = sandbox.run("--journal", "run.db", "-j1", "echo {}; touch started-{}; [ {} = 'a b' ] || [ -e go ] || exec sleep 60", ":::", "a b", "it's", "c").start();
        sandbox.awaitFile("started-it's");
        sandbox.awaitFile("started-a b");
        run.signal(Signal.TERM);
        Result stopped = run.awaitEnd().diedOf(Signal.TERM).printed("a b\n");
        sandbox.assertNobodyLeft();
        String line = stopped.errLines().stream()
                .filter(text -> text.startsWith("drover: resume with: "))
                .map(text -> text.substring("drover: resume with: ".length()))
                .findFirst().orElseThrow(() -> new AssertionError(stopped.toString()));
        sandbox.file("go", "");
        sandbox.shell(line).finish().exited(0).printed("it's\nc\n").complained("skipped 1 done, 2 unfinished, 0 changed, 0 new");
    }

    @Test
    void retryRunsWhatFailedInTheDirectoryAndShellItWasIn() throws IOException {
        Files.createDirectory(sandbox.path("sub"));
        sandbox.run("--journal", "run.db", "--wd", "sub", "--env", "WORD=there", "-k", "[ {} = 1 ] || [ -e ok ] && echo $WORD {}", ":::", "1", "2", "3")
                .finish().exited(2).printed("there 1\n");
        sandbox.file("sub/ok", "");
        sandbox.shell("cd / && drover retry -k \"$DIR/run.db\"").finish().exited(0).printed("there 2\nthere 3\n").oneLine("2 tasks to run again");
        sandbox.shell("drover retry run.db").finish().exited(0).printed("").oneLine("0 tasks");
        sandbox.shell("drover show run.db --failed --json").finish().exited(0).printed("").saidNothing();
        sandbox.shell("drover show run.db --output 2").finish().exited(0).printed("there 2\n").saidNothing();
        sandbox.shell("drover show run.db --task 9").finish().exited(255).oneLine("no task 9");
    }

    @Test
    void otherRecordsOfAResumedRunAreContinued() {
        String[] line = {"--journal", "run.db", "--resume", "--results", "x.jsonl", "--joblog", "log", "--events", "events", "-k", "echo"};
        sandbox.run(line).input("a\nb\n").finish().exited(0);
        sandbox.run(line).input("new\nb\na\n").finish().exited(0).complained("skipped 2 done, 0 changed, 1 new");
        assertEquals(3, lines("x.jsonl").size());
        // The log is in the order in which tasks end.
        assertEquals(List.of("echo a", "echo b", "echo new"),
                lines("log").stream().skip(1).map(text -> text.substring(text.lastIndexOf('\t') + 1)).sorted().toList());
        assertTrue(lines("events").stream().anyMatch(text -> text.contains("started")), () -> lines("events").toString());
    }

    @Test
    void aJournalInUseIsRefused() {
        DroverProcess run = sandbox.run("--journal", "run.db", "touch started; until [ -e go ]; do sleep 0.05; done; : {}", ":::", "1").start();
        sandbox.awaitFile("started");
        sandbox.run("--journal", "run.db", "echo", ":::", "1").start().awaitEnd().exited(255).printed("").oneLine("in use by the run of process " + run.pid());
        sandbox.file("go", "");
        run.awaitEnd().exited(0);
    }

    private List<String> lines(String name) {
        try {
            String text = sandbox.has(name) ? Files.readString(sandbox.path(name)) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        if (!sandbox.has("run.db")) {
            return texts;
        }
        try (JournalReader reader = new JournalReader(sandbox.path("run.db"))) {
            reader.query(sql, row -> texts.add(String.join(" ", row.values().stream().map(String::valueOf).toList())));
        } catch (IOException e) {
            // Killed before the journal had its tables.
            assertTrue(e.getMessage().contains("is no journal"), e::toString);
        }
        return texts;
    }
}
