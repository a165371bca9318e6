package io.drover.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.journal.JournalConfig.Mode;
import io.drover.proto.CommandSetup;
import io.drover.sqlite.AnyDatabase;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.SlotPlace;
import io.drover.supervisor.core.SlotText;
import io.drover.supervisor.core.Surroundings;
import io.drover.supervisor.core.TaskDirectory;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.BatchingFollower;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.output.PassedOn;
import io.drover.supervisor.work.Commands;
import io.drover.wire.SlotForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JournalTest {
    private static final List<SlotPlace> SLOTS = List.of(
            new SlotPlace(2, SlotForm.NUMBER), new SlotPlace(3, new SlotForm.Calculated(-1, 4, 10)));

    @TempDir
    Path directory;

    private final List<String> notices = new ArrayList<>();
    private final Others others = new Others();

    private Path file() {
        return directory.resolve("run.db");
    }

    // ---------------------------------------------------------- what resumes

    @Test
    void aResumedRunLeavesOutWhatHasFinishedWellOrBadly() throws IOException {
        run(Mode.FRESH, task -> task.equals("b") ? new Outcome.Exited(3) : Outcome.OK, "a", "b", "c");
        assertEquals(List.of("d"), run(Mode.RESUME, task -> Outcome.OK, "a", "b", "c", "d"));
        assertEquals(List.of("drover: skipped 3 done (1 of them failed; --resume-failed runs those again), 0 changed, 1 new"),
                notices);
    }

    @Test
    void resumeFailedRunsThoseAgainThatFailedAndKeepsBothAttempts() throws IOException {
        run(Mode.FRESH, task -> task.equals("b") ? new Outcome.Exited(3) : Outcome.OK, "a", "b");
        assertEquals(List.of("b"), run(Mode.RESUME_FAILED, task -> Outcome.OK, "a", "b"));
        assertEquals(List.of("drover: skipped 1 done, 1 failed, 0 changed, 0 new"), notices);
        assertEquals(List.of("1 failed 3", "2 ok 0"),
                texts("SELECT run, state, exit FROM v_attempts WHERE task = 2 ORDER BY run"));
        assertEquals(List.of("a ok", "b ok"), texts("SELECT command, state FROM v_tasks ORDER BY task"));
    }

    @Test
    void whatAStopHasCancelledRunsOnResume() throws IOException {
        run(Mode.FRESH, task -> task.equals("a") ? Outcome.OK : Outcome.CANCELLED, "a", "b");
        assertEquals(List.of("b", "c"), run(Mode.RESUME, task -> Outcome.OK, "a", "b", "c"));
        assertEquals(List.of("drover: skipped 1 done, 1 unfinished, 0 changed, 1 new"), notices);
        assertEquals(List.of("3"), texts("SELECT count(*) FROM tasks"));
    }

    @Test
    void insertedRemovedReorderedAndChangedLinesAreTold() throws IOException {
        run(Mode.FRESH, task -> Outcome.OK, "a", "b", "c", "d");
        assertEquals(List.of("B", "x"), run(Mode.RESUME, task -> Outcome.OK, "d", "B", "a", "c", "x"));
        assertEquals(List.of("drover: skipped 3 done, 1 changed, 1 new"), notices);
    }

    @Test
    void equalLinesAreCounted() throws IOException {
        run(Mode.FRESH, task -> Outcome.OK, "a", "a");
        assertEquals(List.of("a", "b"), run(Mode.RESUME, task -> Outcome.OK, "a", "a", "a", "b"));
    }

    @Test
    void anotherDirectoryOrVariableMakesOtherTasks() throws IOException {
        TaskSpec task = new TaskSpec(1, bytes("a"));
        CommandSetup variable = setup().toBuilder().addEnvironment(ByteString.copyFromUtf8("A=1")).build();
        Identity here = Identity.of(context(setup(), "/here"), task);
        assertEquals(here, Identity.of(context(setup(), "/here"), new TaskSpec(7, bytes("a"))));
        assertFalse(here.equals(Identity.of(context(setup(), "/there"), task)));
        assertFalse(here.equals(Identity.of(context(variable, "/here"), task)));
        assertFalse(here.equals(Identity.of(context(setup(), "/here"), task.in(directory("/a", false)))));
        assertEquals(here, Identity.of(context(setup(), "/here"), task.in(directory("/new-1", true))));
    }

    @Test
    void aFreshRunInTheSameJournalIsNotMixedWithTheOneBefore() throws IOException {
        run(Mode.FRESH, task -> Outcome.OK, "a", "b");
        run(Mode.FRESH, task -> task.equals("a") ? Outcome.OK : Outcome.CANCELLED, "a", "b");
        assertEquals(List.of("b"), run(Mode.RESUME, task -> Outcome.OK, "a", "b"));
        assertEquals(List.of("4"), texts("SELECT count(*) FROM tasks"));
    }

    @Test
    void aRunThatWasKilledIsResumedFromWhatWasCommitted() throws IOException {
        Session killed = new Session(Mode.FRESH, "a", "b", "c");
        killed.finish(killed.read().get(0), Outcome.OK);
        killed.awaitReported(1);
        AnyDatabase.kill();
        // Nobody ends it. Its process would be gone, so the journal may be taken by this same one.
        assertEquals(List.of("b", "c"), run(Mode.RESUME, task -> Outcome.OK, "a", "b", "c"));
        assertEquals(List.of("killed", "completed"), texts("SELECT ending FROM v_runs"));
        killed.end();
    }

    @Test
    void aTaskThatRunsLongHasARowBeforeItEnds() throws Exception {
        Session session = new Session(Mode.FRESH, "slow");
        List<TaskSpec> tasks = session.read();
        while (!Files.exists(file()) || !texts("SELECT state FROM tasks").equals(List.of("pending"))) {
            Thread.onSpinWait();
        }
        session.finish(tasks.get(0), Outcome.OK);
        session.end();
        assertEquals(List.of("slow ok"), texts("SELECT command, state FROM v_tasks"));
    }

    @Test
    void retryBringsBackWhatIsNotOkAsItWasRecorded() throws IOException {
        run(Mode.FRESH, task -> switch (task) {
            case "a" -> Outcome.OK;
            case "b" -> new Outcome.Threw("E", "why", "E: why\n\tat X");
            case "c" -> Outcome.TIMED_OUT;
            case "d" -> new Outcome.Lost("worker died");
            default -> Outcome.CANCELLED;
        }, "a", "b", "c", "d", "e");
        assertEquals(List.of("b E why", "c timed out null", "d lost worker died"),
                texts("SELECT command, class, message FROM v_failed ORDER BY task"));
        Session retry = new Session(Mode.RESUME);
        retry.source = retry.journal.retried();
        List<TaskSpec> tasks = retry.read();
        assertEquals(List.of("b", "c", "d", "e"), tasks.stream().map(JournalTest::text).toList());
        assertEquals(List.of(1L, 2L, 3L, 4L), tasks.stream().map(TaskSpec::id).toList());
        tasks.forEach(task -> retry.finish(task, Outcome.OK));
        retry.end();
        assertEquals(List.of("ok 5"), texts("SELECT state, count(*) FROM tasks GROUP BY state"));
    }

    // -------------------------------------------------------- what is written

    @Test
    void nothingIsReportedBeforeItIsInTheFile() throws IOException {
        Session session = new Session(Mode.FRESH, "a", "b", "c");
        session.output.onReport = task -> assertEquals(
                List.of("ok"), textsUnchecked("SELECT state FROM tasks WHERE id = " + task.task().id()));
        session.read().forEach(task -> session.finish(task, Outcome.OK));
        session.end();
        assertEquals(List.of(1L, 2L, 3L), session.output.reported);
    }

    @Test
    void smallOutputIsInTheJournalAndLargeOutputInFilesBesideIt() throws IOException {
        Session session = new Session(Mode.FRESH, "a", "b");
        List<TaskSpec> tasks = session.read();
        session.sink.chunk(tasks.get(0), false, ByteString.copyFromUtf8("one "), Receipt.NONE);
        session.sink.finished(finished(tasks.get(0), Outcome.OK, "two", "err"));
        session.sink.chunk(tasks.get(1), false, ByteString.copyFromUtf8("w".repeat(10_000)), Receipt.NONE);
        session.sink.finished(finished(tasks.get(1), new Outcome.Exited(1), "x".repeat(10_000), "y".repeat(40_000) + "last"));
        session.end();
        assertEquals(List.of("one two err 7 3 null null", "null null 20000 40004 2-1.out 2-1.err"),
                texts("SELECT output, error, output_bytes, error_bytes, output_file, error_file FROM v_output ORDER BY task"));
        assertEquals("w".repeat(10_000) + "x".repeat(10_000), Files.readString(directory.resolve("run.db-output/2-1.out")));
        assertEquals("y".repeat(40_000) + "last", Files.readString(directory.resolve("run.db-output/2-1.err")));
        assertTrue(texts("SELECT detail FROM failures").get(0).endsWith("ylast"));
    }

    @Test
    void whatAnAttemptPrintedThatAnotherFollowedIsKeptWithIt() throws IOException {
        Session session = new Session(Mode.FRESH, "a");
        TaskSpec task = session.read().get(0);
        session.sink.chunk(task, false, ByteString.copyFromUtf8("first"), Receipt.NONE);
        session.sink.chunk(task, true, ByteString.copyFromUtf8("first".repeat(10_000)), Receipt.NONE);
        session.sink.retried(finished(task, new Outcome.Exited(7), "", ""));
        session.sink.finished(finished(task, Outcome.OK, 2, "second", ""));
        session.end();
        assertEquals(List.of("second null"), texts("SELECT output, error FROM v_output"));
        assertEquals(List.of("1 failed 7", "2 ok 0"), texts("SELECT attempt, state, exit FROM v_attempts ORDER BY attempt"));
        assertEquals(List.of("first null null 1-1.1.err", "second null null null"),
                texts("SELECT output, error, output_file, error_file FROM v_attempts ORDER BY attempt"));
        assertEquals("first".repeat(10_000), Files.readString(directory.resolve("run.db-output/1-1.1.err")));
    }

    @Test
    void whatADiscardedAttemptPrintedIsForgotten() throws IOException {
        Session session = new Session(Mode.FRESH, "a");
        TaskSpec task = session.read().get(0);
        session.sink.chunk(task, false, ByteString.copyFromUtf8("first".repeat(10_000)), Receipt.NONE);
        session.sink.discarded(task);
        session.sink.finished(finished(task, Outcome.OK, 1, "second", ""));
        session.end();
        assertEquals(List.of("second null"), texts("SELECT output, error FROM v_attempts"));
        try (var files = Files.list(directory.resolve("run.db-output"))) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void aTaskIsRunningWhileItRuns() throws Exception {
        Session session = new Session(Mode.FRESH, "slow", "next");
        List<TaskSpec> tasks = session.read();
        session.sink.running(List.of(new RunningTask(tasks.get(0), 3, 1, 1_000_000_000L)));
        session.sink.roundOver();
        while (!Files.exists(file()) || !texts("SELECT state, slot, worker FROM tasks").equals(List.of("running 3 1", "pending null null"))) {
            Thread.onSpinWait();
        }
        session.sink.retried(finished(tasks.get(0), new Outcome.Exited(1), "", ""));
        session.sink.roundOver();
        while (!texts("SELECT state FROM tasks").equals(List.of("pending", "pending"))) {
            Thread.onSpinWait();
        }
        tasks.forEach(task -> session.finish(task, Outcome.OK));
        session.end();
        assertEquals(List.of("ok", "ok"), texts("SELECT state FROM tasks"));
        assertEquals(List.of("2 0"), texts("SELECT ok, failed FROM runs"));
    }

    @Test
    void whatRanWhenItsRunWasKilledRunsAgain() throws Exception {
        Session killed = new Session(Mode.FRESH, "a");
        killed.sink.running(List.of(new RunningTask(killed.read().get(0), 1, 0, 1_000_000_000L)));
        killed.sink.roundOver();
        while (!Files.exists(file()) || !texts("SELECT state FROM tasks").equals(List.of("running"))) {
            Thread.onSpinWait();
        }
        AnyDatabase.kill();
        assertEquals(List.of("a"), run(Mode.RESUME, task -> Outcome.OK, "a"));
    }

    @Test
    void whatAKilledRunHasLeftOfALargeOutputGoes() throws IOException {
        Session killed = new Session(Mode.FRESH, "a", "b");
        List<TaskSpec> tasks = killed.read();
        killed.sink.chunk(tasks.get(0), false, ByteString.copyFromUtf8("x".repeat(20_000)), Receipt.NONE);
        killed.sink.chunk(tasks.get(1), false, ByteString.copyFromUtf8("y".repeat(20_000)), Receipt.NONE);
        killed.finish(tasks.get(1), Outcome.OK);
        killed.awaitReported(1);
        AnyDatabase.kill();
        assertEquals(List.of("a"), run(Mode.RESUME, task -> Outcome.OK, "a", "b"));
        try (var files = Files.list(directory.resolve("run.db-output"))) {
            assertEquals(List.of("2-1.out"), files.map(file -> file.getFileName().toString()).toList());
        }
        killed.end();
    }

    @Test
    void aTaskKeepsItsNumberWhereverItsLineGoes() throws IOException {
        run(Mode.FRESH, task -> task.equals("a") ? Outcome.OK : Outcome.CANCELLED, "a", "b");
        Session resumed = new Session(Mode.RESUME, "new", "b", "a", "newer");
        assertEquals(List.of("new 3", "b 2", "newer 4"),
                resumed.read().stream().map(task -> text(task) + " " + task.number()).toList());
        resumed.end();
    }

    @Test
    void whatOtherRecordsLackIsToldAgain() throws IOException {
        Session session = new Session(Mode.FRESH, "a", "b", "c", "d", "e");
        List<TaskSpec> tasks = session.read();
        session.sink.chunk(tasks.get(0), false, ByteString.copyFromUtf8("w".repeat(70_000)), Receipt.NONE);
        session.sink.finished(finished(tasks.get(0), new Outcome.Signaled(9), "small", ""));
        session.sink.finished(finished(tasks.get(1), Outcome.OK, "out", ""));
        session.sink.finished(finished(tasks.get(2), new Outcome.Threw("E", "why", "E: why\n\tat X"), "", "err"));
        session.sink.finished(finished(tasks.get(3), new Outcome.Exited(4), "", ""));
        session.finish(tasks.get(4), Outcome.OK);
        session.end();
        others.lacking = List.of(1L, 2L, 3L, 4L);
        assertEquals(List.of(), run(Mode.RESUME, task -> Outcome.OK, "e", "d", "c", "b", "a"));
        assertEquals(List.of(
                "4 Exited[code=4]  ",
                "3 E, why, E: why\n\tat X  err",
                "2 Ok[] out ",
                "1 Signaled[signal=9] " + "w".repeat(70_000) + "small "), others.told);
    }

    @Test
    void anEndedJournalIsOneFile() throws IOException {
        run(Mode.FRESH, task -> Outcome.OK, "a");
        try (var files = Files.list(directory)) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    private static String told(Outcome outcome) {
        return outcome instanceof Outcome.Threw threw
                ? threw.className() + ", " + threw.message() + ", " + threw.stack()
                : outcome.toString();
    }

    private static Surroundings directory(String path, boolean temporary) {
        return new Surroundings(List.of(), new TaskDirectory(new SlotText(bytes(path), SLOTS), temporary));
    }

    @Test
    void directoriesOfTasksComeBack() throws IOException {
        Session session = new Session(Mode.FRESH);
        TaskSpec task = new TaskSpec(1, bytes("a")).in(directory("/some/where", false));
        session.source = session.journal.source(source(List.of(task)), others, notices::add);
        session.finish(session.read().get(0), new Outcome.Exited(1));
        session.end();
        Session retry = new Session(Mode.RESUME);
        retry.source = retry.journal.retried();
        TaskSpec again = retry.read().get(0);
        assertEquals("/some/where", new String(again.surroundings().directory().path().text(), StandardCharsets.UTF_8));
        assertEquals(SLOTS, again.surroundings().directory().path().places());
        retry.end();
    }

    @Test
    void theFormatBeforeIsReadAndContinued() throws IOException, SQLException {
        run(Mode.FRESH, ok -> Outcome.OK, "a", "b");
        try (Connection older = AnyDatabase.open(file());
                Statement statement = older.createStatement()) {
            statement.execute("ALTER TABLE tasks DROP COLUMN directory");
            statement.execute("PRAGMA user_version = 2");
        }
        try (JournalReader reader = new JournalReader(file())) {
            assertEquals(2, reader.index(1).lastSeq());
        }
        assertEquals(List.of("c"), run(Mode.RESUME, ok -> Outcome.OK, "a", "b", "c"));
        assertEquals(List.of("3 3"), texts("SELECT count(*), (SELECT user_version FROM pragma_user_version) FROM tasks"));
    }

    @Test
    void bytesThatAreNoTextComeBackAsTheyWere() throws IOException {
        byte[] payload = {(byte) 0xff, 'x', (byte) 0xc3, 0};
        Session session = new Session(Mode.FRESH);
        session.source = session.journal.source(source(List.of(new TaskSpec(1, payload, SLOTS, bytes("t"), null, null))), others, notices::add);
        session.finish(session.read().get(0), new Outcome.Exited(1));
        session.end();
        Session retry = new Session(Mode.RESUME);
        retry.source = retry.journal.retried();
        TaskSpec again = retry.read().get(0);
        assertArrayEquals(payload, again.payload().toByteArray());
        assertEquals(SLOTS, again.slots());
        assertEquals("t", new String(again.tag(), StandardCharsets.UTF_8));
        retry.end();
    }

    // -------------------------------------------------------- what is refused

    @Test
    void aFileOfSomethingElseIsLeftAlone() throws IOException {
        Files.writeString(file(), "this is no database, and it is long enough to be looked at as one\n".repeat(20));
        byte[] before = Files.readAllBytes(file());
        Session session = new Session(Mode.FRESH, "a");
        assertThrows(DatabaseException.class, session::read);
        assertTrue(session.sink.valve().failure().message().contains("run.db"));
        session.journal.end("gave up", 255);
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void whatIsNotRecordedIsNotReportedButOutputGoesOn() throws IOException {
        AtomicLong given = new AtomicLong();
        Session session = new Session(directory.resolve("none/run.db"), Mode.FRESH, "a");
        assertThrows(DatabaseException.class, session::read);
        TaskSpec task = new TaskSpec(1, bytes("a"));
        session.sink.chunk(task, false, ByteString.copyFromUtf8("shown"), given::addAndGet);
        session.sink.finished(finished(task, Outcome.OK, "not shown", ""));
        session.sink.close();
        assertEquals("shown", session.output.end.text.toString());
        assertEquals(5, given.get());
        assertTrue(session.journal.end("gave up", 255).message().contains("none"));
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Session session = new Session(directory.resolve("none/run.db"), Mode.FRESH, "a");
        assertTrue(assertThrows(DatabaseException.class, session::read).getMessage().contains("none"));
        session.journal.end("gave up", 255);
    }

    @Test
    void manyIdentitiesAreToldApart() {
        IdentityIndex index = new IdentityIndex(100_000);
        byte[] context = context(setup(), "/");
        for (int i = 1; i <= 100_000; i++) {
            index.add(Identity.of(context, bytes("t" + i / 2), null, null, null), new IdentityIndex.Found(i, i, State.OK));
        }
        for (int i = 1; i <= 100_000; i++) {
            assertEquals(i, index.take(Identity.of(context, bytes("t" + i / 2), null, null, null)).row());
        }
        assertTrue(index.left().isEmpty());
    }

    // ---------------------------------------------------------------- tasks that take long

    @Test
    void aTaskThatTakesLongIsRecordedBeforeItEndsButNotOneOfWhichASlowJournalHearsLate() throws Exception {
        AtomicLong clock = new AtomicLong();
        JournalStation station = new JournalStation(new JournalConfig(file(), false, Mode.FRESH), info(), clock::get);
        Conveyor conveyor = station.conveyor().start();
        station.opened();
        CountDownLatch slow = new CountDownLatch(1);
        conveyor.call(0, slow::await);
        new RecordedSource(source(List.of(new TaskSpec(1, bytes("a")))), station).read(new ArrayList<>(), 1);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        slow.countDown();
        conveyor.perform(() -> {});
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
        awaitTexts(List.of("1 0"), "SELECT input_complete, (SELECT count(*) FROM tasks) FROM runs");
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        awaitTexts(List.of("a pending"), "SELECT command, state FROM v_tasks");
        assertEquals(null, station.end("completed", 0));
    }

    private void awaitTexts(List<String> expected, String sql) throws IOException {
        while (!texts(sql).equals(expected)) {
            Thread.onSpinWait();
        }
    }

    // ---------------------------------------------------------------- harness

    private interface Decide {
        Outcome outcome(String task);
    }

    /** Runs to the end; returns what was run. */
    private List<String> run(Mode mode, Decide decide, String... tasks) throws IOException {
        Session session = new Session(mode, tasks);
        List<TaskSpec> read = session.read();
        // The other way round: nothing here depends on the order in which tasks finish.
        for (int i = read.size() - 1; i >= 0; i--) {
            session.finish(read.get(i), decide.outcome(text(read.get(i))));
        }
        session.end();
        assertEquals(read.size(), session.output.reported.size());
        return read.stream().map(JournalTest::text).toList();
    }

    private final class Session {
        final Journal journal;
        final Recorded output = new Recorded();
        final BatchingFollower sink;
        TaskSource source;

        Session(Mode mode, String... tasks) {
            this(file(), mode, tasks);
        }

        Session(Path file, Mode mode, String... tasks) {
            journal = Journal.start(new JournalConfig(file, false, mode), info());
            sink = new BatchingFollower(journal.before(output.end.conveyor()));
            List<TaskSpec> specs = new ArrayList<>();
            for (String task : tasks) {
                specs.add(new TaskSpec(specs.size() + 1, bytes(task)));
            }
            source = journal.source(source(specs), others, notices::add);
        }

        List<TaskSpec> read() throws IOException {
            List<TaskSpec> all = new ArrayList<>();
            while (source.read(all, 2)) {
                // On to the end.
            }
            return all;
        }

        void finish(TaskSpec task, Outcome outcome) {
            sink.finished(finished(task, outcome, "", ""));
        }

        void awaitReported(int count) {
            while (output.reported.size() < count) {
                sink.roundOver();
                Thread.onSpinWait();
            }
        }

        void end() {
            sink.close();
            assertEquals(null, journal.end("completed", 0));
        }
    }

    private static final class Others implements OtherRecords {
        List<Long> lacking = List.of();
        final List<String> told = new ArrayList<>();
        private String output = "";
        private String error = "";

        @Override
        public boolean lack(TaskSpec task) {
            return lacking.contains(task.number());
        }

        @Override
        public void chunk(TaskSpec task, boolean standardError, ByteString data) {
            output += standardError ? "" : data.toStringUtf8();
            error += standardError ? data.toStringUtf8() : "";
        }

        @Override
        public void finished(FinishedTask finished) {
            told.add(finished.task().number() + " " + told(finished.outcome()) + " " + output + " " + error);
            output = "";
            error = "";
        }

        @Override
        public void flush() {}
    }

    /** What was told of results, with {@code onReport} asked before. */
    private static final class Recorded {
        final List<Long> reported = Collections.synchronizedList(new ArrayList<>());
        volatile Consumer<FinishedTask> onReport = task -> {};
        final PassedOn end = new PassedOn(this::add);

        private void add(FinishedTask finished) {
            onReport.accept(finished);
            reported.add(finished.task().id());
            Collections.sort(reported);
        }
    }

    private List<String> textsUnchecked(String sql) {
        try {
            return texts(sql);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> texts(String sql) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JournalReader reader = new JournalReader(file())) {
            reader.query(sql, row -> texts.add(String.join(" ", row.values().stream().map(String::valueOf).toList())));
        }
        return texts;
    }

    private static TaskSource source(List<TaskSpec> tasks) {
        Iterator<TaskSpec> left = tasks.iterator();
        return (to, max) -> {
            for (int i = 0; i < max && left.hasNext(); i++) {
                to.add(left.next());
            }
            return left.hasNext();
        };
    }

    private static FinishedTask finished(TaskSpec task, Outcome outcome, String output, String error) {
        return finished(task, outcome, 1, output, error);
    }

    private static FinishedTask finished(
            TaskSpec task, Outcome outcome, int attempts, String output, String error) {
        return new FinishedTask(task, outcome, attempts, 1, 0, 1_000_000, 2_000, 0, 0, 0,
                ByteString.copyFromUtf8(output), ByteString.copyFromUtf8(error));
    }

    private static byte[] context(CommandSetup setup, String directory) {
        return Identity.context(new Commands(setup).fingerprint(directory, List.of()));
    }

    private static RunInfo info() {
        return new RunInfo("echo", List.of(), "/here", new Commands(setup()), List.of(), List.of(), "test");
    }

    private static CommandSetup setup() {
        return CommandSetup.newBuilder().setShell(ByteString.copyFromUtf8("/bin/sh")).build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(TaskSpec task) {
        return task.payload().toStringUtf8();
    }
}
