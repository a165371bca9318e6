package io.drover.journal;

import com.google.protobuf.ByteString;
import io.drover.sqlite.Statement;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.wire.EpochMicros;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Puts tasks into the journal, a batch at a time. Confined to the journal's thread. */
final class TaskStatements {
    private static final String UPDATE = """
             ON CONFLICT(id) DO UPDATE SET state = excluded.state, last_run = excluded.last_run,
                attempts = excluded.attempts, started = excluded.started, nanos = excluded.nanos,
                slot = excluded.slot, worker = excluded.worker, exit = excluded.exit, signal = excluded.signal,
                user_us = excluded.user_us, system_us = excluded.system_us, rss_kib = excluded.rss_kib,
                output = excluded.output, error = excluded.error,
                output_bytes = excluded.output_bytes, error_bytes = excluded.error_bytes,
                output_file = excluded.output_file, error_file = excluded.error_file""";

    private final TaskRows rows;
    private final long run;
    private final LargeOutputs outputs;
    private final boolean durable;
    private final PlainTasks plain;
    private final Statement full;
    private final Statement pending;
    private final Statement archive;
    private final Statement attempt;
    private final Statement failure;
    private final Statement running;
    private final Statement waiting;
    private long ok;
    private long failed;

    /** The tasks of this run by how they ended. */
    record Counts(long ok, long failed) {}

    TaskStatements(Connection connection, TaskRows rows, long run, LargeOutputs outputs, boolean durable)
            throws SQLException {
        this.rows = rows;
        this.run = run;
        this.outputs = outputs;
        this.durable = durable;
        plain = new PlainTasks(connection, rows, run, UPDATE);
        full = new Statement(connection, """
                INSERT INTO tasks(id, run, seq, payload, last_run, attempts,
                    state, started, nanos, slot, worker, exit, signal, user_us, system_us, rss_kib,
                    output, error, output_bytes, error_bytes, output_file, error_file, slot_offsets, tag, input_hash,
                    directory)
                VALUES(?, %1$d, ?, ?, %1$d, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""".formatted(run)
                + UPDATE);
        pending = new Statement(connection, """
                INSERT OR IGNORE INTO tasks(id, run, seq, payload, state, slot_offsets, tag, input_hash, directory)
                VALUES(?, %d, ?, ?, 'pending', ?, ?, ?, ?)""".formatted(run));
        archive = new Statement(connection, """
                INSERT OR REPLACE INTO attempts
                SELECT id, last_run, attempts, state, started, nanos, slot, worker, exit, signal,
                    user_us, system_us, rss_kib, output, error, output_bytes, error_bytes, output_file, error_file
                FROM tasks WHERE id = ? AND last_run IS NOT NULL""");
        attempt = new Statement(connection, """
                INSERT OR REPLACE INTO attempts(run, task, attempt,
                    state, started, nanos, slot, worker, exit, signal, user_us, system_us, rss_kib,
                    output, error, output_bytes, error_bytes, output_file, error_file)
                VALUES(%d, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""".formatted(run));
        running = new Statement(connection, """
                UPDATE tasks SET state = 'running', started = ?, slot = ?, worker = ?
                WHERE id = ? AND state IN ('pending', 'cancelled', 'running')""");
        waiting = new Statement(connection,
                "UPDATE tasks SET state = 'pending', started = NULL, slot = NULL, worker = NULL WHERE id = ? AND state = 'running'");
        failure = new Statement(connection,
                "INSERT OR REPLACE INTO failures(task, run, class, message, detail) VALUES(?, %d, ?, ?, ?)".formatted(run));
    }

    void pending(TaskSpec task) throws SQLException {
        if (!rows.known(task.id())) {
            begin(pending, task)
                    .bytes(StoredSlots.of(task))
                    .bytes(task.tag())
                    .bytes(Identity.inputHash(task))
                    .bytes(StoredDirectory.of(task))
                    .addRow();
        }
    }

    private Statement begin(Statement statement, TaskSpec task) throws SQLException {
        return statement.number(rows.row(task.id())).number(task.number()).bytes(task.payload());
    }

    /** A part of a large output. */
    void append(TaskSpec task, boolean standardError, ByteString data) throws IOException {
        outputs.append(rows.row(task.id()), standardError, data);
    }

    /** What the task has printed until now is forgotten. */
    void discarded(TaskSpec task) throws SQLException, IOException {
        outputs.delete(rows.row(task.id()));
        waiting.number(rows.row(task.id())).addRow();
    }

    /** The task has a slot, and that for some time already. */
    void running(RunningTask task) throws SQLException {
        pending(task.task());
        long now = EpochMicros.now();
        running.number(now - TimeUnit.NANOSECONDS.toMicros(task.runNanos()))
                .number(task.slot())
                .number(task.worker())
                .number(rows.row(task.task().id()))
                .addRow();
    }

    /**
     * An attempt has failed and there will be another.
     *
     * @param printed null for what {@code ended} has
     */
    void retried(FinishedTask ended, Captured printed) throws SQLException, IOException {
        Captured captured = printed == null ? smallOutput(ended) : printed;
        long row = rows.row(ended.task().id());
        use(attempt.number(row).number(ended.attempts()), ended)
                .bytes(captured.output())
                .bytes(captured.error())
                .number(captured.outputBytes(), captured.outputBytes() > 0)
                .number(captured.errorBytes(), captured.errorBytes() > 0)
                .text(outputs.keep(row, ended.attempts(), false))
                .text(outputs.keep(row, ended.attempts(), true))
                .addRow();
        waiting.number(row).addRow();
    }

    Counts counts() {
        return new Counts(ok, failed);
    }

    /**
     * The task has its final state.
     *
     * @param captured what it has printed; null for what {@code finished} has
     */
    void finished(FinishedTask finished, Captured captured) throws SQLException, IOException {
        long id = finished.task().id();
        boolean known = rows.known(id);
        State state = State.of(finished.outcome());
        ok += state == State.OK ? 1 : 0;
        failed += state.finished() && state != State.OK ? 1 : 0;
        if (known && !finished.outcome().counts()) {
            // What an earlier run made of it still holds.
            waiting.number(rows.row(id)).addRow();
            return;
        }
        if (known) {
            archive.number(rows.row(id)).addRow();
        }
        if (captured == null && PlainTasks.fit(finished)) {
            plain.add(finished);
        } else {
            addFull(finished, captured == null ? smallOutput(finished) : captured);
        }
    }

    private static Captured smallOutput(FinishedTask finished) {
        Captured captured = new Captured();
        captured.add(false, finished.output());
        return captured;
    }

    private void addFull(FinishedTask finished, Captured captured) throws SQLException, IOException {
        TaskSpec task = finished.task();
        long row = rows.row(task.id());
        use(begin(full, task).number(finished.attempts()), finished)
                .bytes(captured.output())
                .bytes(captured.error())
                .number(captured.outputBytes(), captured.outputBytes() > 0)
                .number(captured.errorBytes(), captured.errorBytes() > 0)
                .text(fileOf(captured, row, false))
                .text(fileOf(captured, row, true))
                .bytes(StoredSlots.of(task))
                .bytes(task.tag())
                .bytes(Identity.inputHash(task))
                .bytes(StoredDirectory.of(task))
                .addRow();
        Outcome outcome = finished.outcome();
        if (!outcome.ok() && outcome.counts()) {
            addFailure(row, outcome, captured.errorTail());
        }
    }

    private String fileOf(Captured captured, long row, boolean standardError) throws IOException {
        if (!captured.large(standardError)) {
            return null;
        }
        if (durable) {
            outputs.force(row, standardError);
        }
        return outputs.name(row, standardError);
    }

    /** How the attempt went and what it used. */
    private static Statement use(Statement statement, FinishedTask finished) throws SQLException {
        Outcome outcome = finished.outcome();
        boolean started = finished.startEpochMicros() > 0;
        boolean measured = finished.maxRssKib() > 0;
        return statement
                .text(State.of(outcome).text())
                .number(finished.startEpochMicros(), started)
                .number(finished.runNanos(), started)
                .number(finished.slot(), finished.slot() > 0)
                .number(finished.worker(), finished.worker() >= 0)
                .number(outcome.exitCode())
                .number(outcome.endingSignal())
                .number(finished.userMicros(), measured)
                .number(finished.systemMicros(), measured)
                .number(finished.maxRssKib(), measured);
    }

    private void addFailure(long row, Outcome outcome, ByteString error) throws SQLException {
        String detail = switch (outcome.kind()) {
            case THREW -> ((Outcome.Threw) outcome).stack();
            case OK, EXITED, SIGNALED, TIMED_OUT, LOST, CANCELLED, SKIPPED -> error.isEmpty() ? null : error.toStringUtf8();
        };
        failure.number(row).text(outcome.title()).text(outcome.cause()).text(detail).addRow();
    }

    /** Sends what was collected; archiving before what it archives is replaced. */
    void execute() throws SQLException {
        archive.execute();
        attempt.execute();
        pending.execute();
        waiting.execute();
        running.execute();
        plain.execute();
        full.execute();
        failure.execute();
    }
}
