package io.drover.records;

import static io.drover.records.Finished.of;
import static io.drover.records.Finished.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.parallel.template.ReplacementStrings;
import io.drover.parallel.template.TemplateConfig;
import io.drover.records.RecordsConfig.Resume;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.output.BatchingFollower;
import io.drover.supervisor.output.PassedOn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected text of logs and tables is what GNU parallel 20221122 wrote for the same commands. */
@Timeout(60)
final class RecordsTest {
    private static final String HEADER = "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n";

    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();
    private List<String> columns = List.of();

    @Test
    void logsAsGnuParallelDoes() throws IOException {
        record(
                jobLog("log", Resume.NO),
                of(task(2, "echo 3; exit 3"), new Outcome.Exited(3), "3\n", "bbb\n"),
                of(task(1, "echo a;\necho 1"), Outcome.OK, "a\n1\n", ""),
                of(task(3, "kill -9 $$; echo 1"), new Outcome.Signaled(9), "", ""),
                of(task(4, "echo hi; sleep 5"), Outcome.TIMED_OUT, "hi\n", ""));

        assertEquals(
                HEADER
                        + "2\t:\t1795187595.939\t     0.003\t0\t2\t3\t0\techo 3; exit 3\n"
                        + "1\t:\t1795187595.939\t     0.003\t0\t4\t0\t0\techo a;\0echo 1\n"
                        + "3\t:\t1795187595.939\t     0.003\t0\t0\t0\t9\tkill -9 $$; echo 1\n"
                        + "4\t:\t1795187595.939\t     0.003\t0\t3\t-1\t15\techo hi; sleep 5\n",
                text("log"));
    }

    @Test
    void logsTasksThatAStopTookAwayButNotThoseThatNeverStarted() throws IOException {
        TaskSpec waiting = task(2, "never");
        record(
                jobLog("log", Resume.NO),
                of(task(1, "sleep 5"), Outcome.CANCELLED, "", ""),
                new FinishedTask(
                        waiting, Outcome.CANCELLED, 0, 0, -1, 0, 0, 0, 0, 0, ByteString.EMPTY, ByteString.EMPTY));

        assertEquals(HEADER + "1\t:\t1795187595.939\t     0.003\t0\t0\t-1\t0\tsleep 5\n", text("log"));
        assertEquals(List.of(1L, 2L), numbers(resumed(jobLog("log", Resume.ALL_RECORDED), 2)));
    }

    @Test
    void countsWhatCameBeforeTheEndAsOutput() throws IOException {
        TaskSpec task = task(1, "x");
        Records records = records(jobLog("log", Resume.NO));
        try (BatchingFollower output = follower(records, new PassedOn())) {
            output.chunk(task, false, ByteString.copyFromUtf8("dropped"), Receipt.NONE);
            output.retried(of(task, new Outcome.Exited(1), "", ""));
            output.chunk(task, false, ByteString.copyFromUtf8("abc"), Receipt.NONE);
            output.chunk(task, true, ByteString.copyFromUtf8("not this"), Receipt.NONE);
            output.finished(of(task, Outcome.OK, "de", ""));
        }

        assertTrue(text("log").contains("\t0\t5\t0\t0\tx\n"), text("log"));
    }

    @Test
    void appendsToALogAndCutsARowWithoutEnd() throws IOException {
        Files.writeString(directory.resolve("log"), HEADER + "1\t:\t1\t1\t0\t2\t0\t0\techo 1\n2\t:\t17");

        record(jobLog("log", Resume.ALL_RECORDED), of(task(3, "echo 3"), Outcome.OK, "3\n", ""));

        assertEquals(
                HEADER + "1\t:\t1\t1\t0\t2\t0\t0\techo 1\n"
                        + "3\t:\t1795187595.939\t     0.003\t0\t2\t0\t0\techo 3\n",
                text("log"));
    }

    @Test
    void resumeLeavesOutWhatTheLogHas() throws IOException {
        writeLog(row(1, 0, 0, "task 1"), row(2, 1, 0, "task 2"), row(4, 0, 9, "task 4"));

        List<TaskSpec> tasks = resumed(jobLog("log", Resume.ALL_RECORDED), 5);

        assertEquals(List.of(3L, 5L), numbers(tasks));
        assertEquals(List.of(1L, 2L), tasks.stream().map(TaskSpec::id).toList());
        assertEquals(List.of(), warnings);
    }

    @Test
    void resumeFailedRunsAgainWhatHasFailedLast() throws IOException {
        writeLog(
                row(1, 1, 0, "task 1"),
                row(2, 1, 0, "task 2"),
                row(3, 0, 0, "task 3"),
                row(4, 0, 9, "task 4"),
                row(1, 0, 0, "task 1"));

        assertEquals(List.of(2L, 4L, 5L), numbers(resumed(jobLog("log", Resume.SUCCEEDED), 5)));
    }

    @Test
    void warnsOnceWhereTheCommandWasAnother() throws IOException {
        writeLog(row(1, 0, 0, "other"), row(2, 0, 0, "other"));

        assertEquals(List.of(3L), numbers(resumed(jobLog("log", Resume.ALL_RECORDED), 3)));
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("task 1 counts as done, but was another command"), warnings.get(0));
    }

    @Test
    void retriesTheCommandsThatAreInTheLog() throws IOException {
        writeLog(row(2, 1, 0, "echo a;\0false"), row(1, 0, 0, "true"), row(7, -1, 15, "sleep 5"), row(2, 3, 0, "b\0c"));

        List<TaskSpec> tasks = readAll(Records.failedTasks(name("log"), true));

        assertEquals(List.of(2L, 7L), numbers(tasks));
        assertEquals(List.of("b\nc", "sleep 5"), tasks.stream().map(task -> task.payload().toStringUtf8()).toList());
        assertEquals("sleep 5", new String(tasks.get(1).tag(), StandardCharsets.UTF_8));
    }

    @Test
    void namesTheLineThatIsNoRow() throws IOException {
        Files.writeString(directory.resolve("log"), HEADER + "hello\n");

        IOException refused = assertThrows(IOException.class, () -> resumed(jobLog("log", Resume.ALL_RECORDED), 1));

        assertTrue(refused.getMessage().contains("line 2"), refused.getMessage());
    }

    @Test
    void writesCsvAsGnuParallelDoes() throws IOException {
        PassedOn printed = record(
                results("a.csv", Resume.NO),
                of(task(1, "echo 'a\"b'-0; exit 0", "a\"b", "0"), Outcome.OK, "a\"b-0\n", "err\n"),
                of(task(2, "true", "x,y", ""), new Outcome.Exited(1), "", ""));

        assertEquals(
                "Seq,Host,Starttime,JobRuntime,Send,Receive,Exitval,Signal,Command,V1,V2,Stdout,Stderr\n"
                        + "1,:,1795187595.939,0.003,0,6,0,0,\"echo 'a\"\"b'-0; exit 0\",\"a\"\"b\",0,\"a\"\"b-0\n"
                        + "\",\"err\n\"\n"
                        + "2,:,1795187595.939,0.003,0,0,1,0,true,\"x,y\",,,\n",
                text("a.csv"));
        assertEquals("", printed.text.toString());
    }

    @Test
    void writesTsvWithTheNamesOfTheHeader() throws IOException {
        columns = List.of("foo", "bar");

        record(results("a.tsv", Resume.NO), of(task(1, "echo", "x\ty", "1"), Outcome.OK, "t\tx\r\n", ""));

        assertEquals(
                "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\tfoo\tbar\tStdout\tStderr\n"
                        + "1\t:\t1795187595.939\t0.003\t0\t5\t0\t0\techo\t\"x\ty\"\t1\t\"t\tx\r\n\"\t\n",
                text("a.tsv"));
    }

    @Test
    void resumesFromCsvAndCutsARowWithoutEnd() throws IOException {
        record(
                results("a.csv", Resume.NO),
                of(task(1, "a", "1"), Outcome.OK, "with \"\nnewline\n", ""),
                of(task(2, "b", "2"), new Outcome.Exited(1), "", ""));
        String whole = text("a.csv");
        Files.writeString(directory.resolve("a.csv"), "3,:,1.000,0.003,0,0,0,0,c,3,\"open\nquote", StandardOpenOption.APPEND);

        assertEquals(List.of(3L), numbers(resumed(results("a.csv", Resume.ALL_RECORDED), 3)));
        assertEquals(List.of(2L, 3L), numbers(resumed(results("a.csv", Resume.SUCCEEDED), 3)));
        record(results("a.csv", Resume.ALL_RECORDED), of(task(3, "c", "3"), Outcome.OK, "", ""));
        assertEquals(whole + "3,:,1795187595.939,0.003,0,0,0,0,c,3,,\n", text("a.csv"));
    }

    @Test
    void writesJsonLinesThatLoseNothing() throws IOException {
        record(
                results("a.jsonl", Resume.NO),
                of(task(1, "echo \"\\\"", "a\nb"), Outcome.OK, "tab\there\u0001", "\u00ff\n"),
                of(task(2, "x", "\u00c3\u00a9"), new Outcome.Signaled(9), "", ""),
                of(task(3, "y"), new Outcome.Lost("worker died: SIGKILL"), "", ""));

        String rest = ",\"start\":1795187595.939000,\"runtime\":0.003000,\"slot\":1,\"worker\":0,\"attempts\":1,"
                + "\"user\":0.001000,\"system\":0.002000,\"max_rss_kib\":1024,";
        assertEquals(
                "{\"seq\":1,\"state\":\"ok\",\"exit\":0,\"signal\":null,\"error\":null,\"command\":\"echo \\\"\\\\\\\"\","
                        + "\"args\":[\"a\\nb\"]" + rest
                        + "\"stdout\":\"tab\\there\\u0001\",\"stderr\":{\"base64\":\"/wo=\"}}\n"
                        + "{\"seq\":2,\"state\":\"failed\",\"exit\":null,\"signal\":9,\"error\":null,\"command\":\"x\","
                        + "\"args\":[\"é\"]" + rest + "\"stdout\":\"\",\"stderr\":\"\"}\n"
                        + "{\"seq\":3,\"state\":\"lost\",\"exit\":null,\"signal\":null,"
                        + "\"error\":\"worker died: SIGKILL\",\"command\":\"y\",\"args\":[]" + rest
                        + "\"stdout\":\"\",\"stderr\":\"\"}\n",
                text("a.jsonl"));
    }

    @Test
    void resumesFromJsonLinesAndCutsALineWithoutEnd() throws IOException {
        record(results("a.jsonl", Resume.NO), of(task(2, "a"), Outcome.OK, "", ""));
        String whole = text("a.jsonl");
        Files.writeString(directory.resolve("a.jsonl"), "{\"seq\":1,\"state\":\"ok\",\"exi", StandardOpenOption.APPEND);

        assertEquals(List.of(1L, 3L), numbers(resumed(results("a.jsonl", Resume.ALL_RECORDED), 3)));
        record(results("a.jsonl", Resume.ALL_RECORDED), of(task(1, "b"), Outcome.OK, "", ""));

        assertTrue(text("a.jsonl").startsWith(whole + "{\"seq\":1,\"state\":\"ok\",\"exit\":0,"), text("a.jsonl"));
    }

    @Test
    void aTaskThatAStopTookAwayHasNoResult() throws IOException {
        record(results("a.jsonl", Resume.NO), of(task(1, "a"), Outcome.CANCELLED, "half", ""));

        assertEquals("", text("a.jsonl"));
    }

    @Test
    void writesOutputThatIsLargerThanTheBuffers() throws IOException {
        String part = "0123456789abcde\n".repeat(64 << 10);
        TaskSpec task = task(1, "big", "1");
        Records records = records(results("a.jsonl", Resume.NO));
        try (BatchingFollower output = follower(records, new PassedOn())) {
            for (int i = 0; i < 8; i++) {
                output.chunk(task, false, ByteString.copyFromUtf8(part), Receipt.NONE);
                output.roundOver();
            }
            output.finished(of(task, Outcome.OK, "end", ""));
            output.finished(of(task(2, "small"), Outcome.OK, "", ""));
        }

        List<String> lines = Files.readAllLines(directory.resolve("a.jsonl"));
        assertEquals(2, lines.size());
        String stdout = part.repeat(8).replace("\n", "\\n") + "end";
        assertTrue(lines.get(0).contains("\"stdout\":\"" + stdout + "\",\"stderr\":\"\"}"));
    }

    @Test
    void writesTheTreeOfGnuParallel() throws IOException {
        record(
                results("d", Resume.NO),
                of(task(1, "x", "a", "x y"), Outcome.OK, "out", "err"),
                of(task(2, "x", "b/c", "t\tx"), Outcome.OK, "", ""),
                of(task(3, "x", "a\\b", "*?"), Outcome.OK, "", ""));

        assertEquals(
                List.of(
                        "1/a/2/x y/seq", "1/a/2/x y/stderr", "1/a/2/x y/stdout",
                        "1/a\\\\b/2/*?/seq", "1/a\\\\b/2/*?/stderr", "1/a\\\\b/2/*?/stdout",
                        "1/b\\_c/2/t\\tx/seq", "1/b\\_c/2/t\\tx/stderr", "1/b\\_c/2/t\\tx/stdout"),
                tree("d"));
        assertEquals("1", text("d/1/a/2/x y/seq"));
        assertEquals("out", text("d/1/a/2/x y/stdout"));
        assertEquals("err", text("d/1/a/2/x y/stderr"));
        List<TaskSpec> left = readAll(records(results("d", Resume.ALL_RECORDED))
                .remaining(source(List.of(task(1, "x", "a", "x y"), task(2, "x", "new", "")))));
        assertEquals(List.of(2L), numbers(left));
    }

    @Test
    void namesInTheTreeAreInTheOrderOfTheAlphabet() throws IOException {
        columns = List.of("b", "a");

        record(results("d", Resume.NO), of(task(1, "x", "1", "2"), Outcome.OK, "", ""));

        assertEquals(List.of("a/2/b/1/seq", "a/2/b/1/stderr", "a/2/b/1/stdout"), tree("d"));
    }

    @Test
    void noValueGetsOutOfTheTree() {
        assertEquals("\\..", FileNames.escaped(Finished.bytes(".."), 1));
        assertEquals("\\.", FileNames.escaped(Finished.bytes("."), 1));
        assertEquals("\\xff", FileNames.escaped(Finished.bytes("\u00ff"), 1));
        assertEquals("x".repeat(252) + "~12", FileNames.escaped(Finished.bytes("x".repeat(300)), 12));
    }

    @Test
    void writesFilesThatATemplateNames() throws IOException {
        record(
                results("t/{#}-{1}.out", Resume.NO),
                of(task(1, "x", "a"), Outcome.OK, "out", ""),
                of(task(2, "x", "b/c"), Outcome.OK, "", ""));
        record(results("u/{}/", Resume.NO), of(task(1, "x", "b c"), Outcome.OK, "", ""));

        assertEquals(
                List.of("1-a.out", "1-a.out.err", "1-a.out.seq", "2-b/c.out", "2-b/c.out.err", "2-b/c.out.seq"),
                tree("t"));
        assertEquals(List.of("b c/seq", "b c/stderr", "b c/stdout"), tree("u"));
    }

    @Test
    void noValueGetsOutOfTheDirectoryOfATemplate() throws IOException {
        record(
                results("t/u/{1}{2}", Resume.NO),
                of(task(1, "x", "../../x"), Outcome.OK, "", ""),
                of(task(2, "x", "/y/.", "./../../y"), Outcome.OK, "", ""));
        record(results("t/u/{}/", Resume.NO), of(task(1, "x", ".."), Outcome.OK, "", ""));

        assertEquals(
                List.of(
                        "..\\_..\\_x", "..\\_..\\_x.err", "..\\_..\\_x.seq",
                        "\\../seq", "\\../stderr", "\\../stdout",
                        "\\_y\\_..\\_..\\_..\\_y", "\\_y\\_..\\_..\\_..\\_y.err", "\\_y\\_..\\_..\\_..\\_y.seq"),
                tree("t/u"));
        assertEquals(9, tree("t").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\0"})
    void printsNamesOfFilesInsteadOfOutput(String end) throws IOException {
        RecordsConfig config =
                new RecordsConfig(null, false, Resume.NO, null, end, null, false, directory, template(), false, List.of());

        String printed = record(config, of(task(1, "x"), Outcome.OK, "output\n", "error\n")).text.toString();

        assertTrue(printed.endsWith(".par" + end + "error\n"), printed);
        assertEquals("output\n", Files.readString(Path.of(printed.split(end)[0])));
    }

    @Test
    void tellsEvents() throws IOException {
        RecordsConfig config =
                new RecordsConfig(null, false, Resume.NO, null, null, name("events"), false, directory, template(), false, List.of());
        Records records = records(config);
        TaskSpec never = task(2, "never");
        try (BatchingFollower output = follower(records, new PassedOn())) {
            output.submitted(List.of(task(1, "a \"b\"")));
            output.spawned(new WorkerKey(0, 1), 2);
            output.lost(new WorkerKey(0, 1), "SIGKILL");
            output.finished(of(task(1, "a"), Outcome.OK, "xyz", ""));
            output.finished(new FinishedTask(
                    never, Outcome.CANCELLED, 0, 0, -1, 0, 0, 0, 0, 0, ByteString.EMPTY, ByteString.EMPTY));
        }
        records.finish(new RunEnd.Completed(), new Ledger.Totals(2, 1, 0, 0, 0, 1));

        assertEquals(
                List.of(
                        "{\"event\":\"run_started\",T,\"pid\":N}",
                        "{\"event\":\"task_submitted\",T,\"task\":1,\"command\":\"a \\\"b\\\"\"}",
                        "{\"event\":\"worker_spawned\",T,\"worker\":0,\"generation\":1,\"slots\":2}",
                        "{\"event\":\"worker_lost\",T,\"worker\":0,\"generation\":1,\"reason\":\"SIGKILL\"}",
                        "{\"event\":\"task_finished\",T,\"task\":1,\"state\":\"ok\",\"exit\":0,\"signal\":null,"
                                + "\"error\":null,\"attempts\":1,\"slot\":1,\"worker\":0,\"start\":1795187595.939000,"
                                + "\"runtime\":0.003000,\"user\":0.001000,\"system\":0.002000,\"max_rss_kib\":1024,"
                                + "\"stdout_bytes\":3}",
                        "{\"event\":\"task_finished\",T,\"task\":2,\"state\":\"cancelled\",\"exit\":null,\"signal\":null,"
                                + "\"error\":null,\"attempts\":0,\"slot\":null,\"worker\":null,\"start\":null,"
                                + "\"runtime\":0.000000,\"user\":0.000000,\"system\":0.000000,\"max_rss_kib\":0,"
                                + "\"stdout_bytes\":0}",
                        "{\"event\":\"run_finished\",T,\"end\":\"completed\",R,\"submitted\":2,\"ok\":1,\"failed\":0,"
                                + "\"timed_out\":0,\"lost\":0,\"cancelled\":1}"),
                text("events")
                        .lines()
                        .map(line -> line.replaceAll("\"time\":[0-9.]+", "T")
                                .replaceAll("\"pid\":\\d+", "\"pid\":N")
                                .replaceAll("\"end\":\"completed\",\"runtime\":[0-9.]+", "\"end\":\"completed\",R"))
                        .toList());
    }

    @Test
    void releasesWhatIsNotPrinted() throws IOException {
        AtomicLong given = new AtomicLong();
        BatchingFollower output = follower(records(results("a.csv", Resume.NO)), new PassedOn());
        output.chunk(task(1, "x"), false, ByteString.copyFromUtf8("12345"), given::addAndGet);
        output.finished(of(task(1, "x"), Outcome.OK, "", ""));
        output.close();

        assertEquals(5, given.get());
    }

    @Test
    void saysWhyItCannotRecordAndGoesOnPassing() throws IOException {
        PassedOn next = new PassedOn();
        BatchingFollower output = follower(records(jobLog("log", Resume.NO)), next);
        RecordsConfig full =
                new RecordsConfig("/dev/full", true, Resume.NO, null, null, null, false, directory, template(), false, List.of());
        output.close();
        IOException refused = assertThrows(IOException.class, () -> records(full).before(next.conveyor()));

        assertEquals("cannot write /dev/full: No space left on device", refused.getMessage());
        PassedOn passed = new PassedOn();
        RecordStation station = new RecordStation(List.of(new Failing()), null, Display.ALL, null);
        BatchingFollower failing = new BatchingFollower(station.conveyor().leadTo(passed.conveyor()).start());
        failing.finished(of(task(1, "x"), Outcome.OK, "one\n", ""));
        failing.finished(of(task(2, "x"), Outcome.OK, "two\n", ""));
        failing.close();
        assertNotNull(failing.valve().failure());
        assertFalse(failing.valve().failure().readerGone());
        assertEquals("cannot write x: disk full", failing.valve().failure().message());
        assertEquals("one\ntwo\n", passed.text.toString());
    }

    private static final class Failing implements RecordSink {
        @Override
        public void add(TaskRecord task) throws IOException {
            throw Failures.cannotWrite("x", new IOException("disk full"));
        }

        @Override
        public void close() {}
    }

    private PassedOn record(RecordsConfig config, FinishedTask... tasks) throws IOException {
        PassedOn next = new PassedOn();
        try (BatchingFollower output = follower(records(config), next)) {
            Arrays.stream(tasks).forEach(output::finished);
        }
        return next;
    }

    private static BatchingFollower follower(Records records, PassedOn next) throws IOException {
        return new BatchingFollower(records.before(next.conveyor()));
    }

    private Records records(RecordsConfig config) throws IOException {
        Records records = new Records(config, warnings::add);
        records.remaining(source(List.of()));
        return records;
    }

    private List<TaskSpec> resumed(RecordsConfig config, int count) throws IOException {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            tasks.add(task(i, "task " + i, "" + i));
        }
        return readAll(new Records(config, warnings::add).remaining(source(tasks)));
    }

    private TaskSource source(List<TaskSpec> tasks) {
        return new TaskSource() {
            private int next;

            @Override
            public boolean read(List<TaskSpec> into, int max) {
                if (next == tasks.size()) {
                    return false;
                }
                into.add(tasks.get(next++));
                return true;
            }

            @Override
            public List<String> columns() {
                return columns;
            }
        };
    }

    private static List<TaskSpec> readAll(TaskSource source) throws IOException {
        List<TaskSpec> tasks = new ArrayList<>();
        while (source.read(tasks, 2)) {
            // Nothing: the list grows until the end.
        }
        return tasks;
    }

    private static List<Long> numbers(List<TaskSpec> tasks) {
        return tasks.stream().map(TaskSpec::number).toList();
    }

    private RecordsConfig jobLog(String name, Resume resume) {
        return new RecordsConfig(name(name), false, resume, null, null, null, false, directory, template(), false, List.of());
    }

    private RecordsConfig results(String name, Resume resume) {
        return new RecordsConfig(null, false, resume, name(name), null, null, false, directory, template(), false, List.of());
    }

    private static TemplateConfig template() {
        return new TemplateConfig(
                List.of(), false, ReplacementStrings.DEFAULT, false, List.of(), TemplateConfig.PARENTHESES, 0);
    }

    private String name(String name) {
        return directory + "/" + name;
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private List<String> tree(String name) throws IOException {
        Path root = directory.resolve(name);
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private void writeLog(String... rows) throws IOException {
        Files.writeString(directory.resolve("log"), HEADER + String.join("", rows));
    }

    private static String row(long number, int exit, int signal, String command) {
        return number + "\t:\t1795187595.939\t     0.003\t0\t2\t" + exit + "\t" + signal + "\t" + command + "\n";
    }
}
