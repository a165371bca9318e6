package io.drover.supervisor.journal;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.TaskSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** Puts tasks into the journal, a batch at a time. Confined to the journal's thread. */
final class TaskStatements {
    private static final int DETAIL_BYTES = 4 << 10;
    private static final String UPDATE = """
             ON CONFLICT(id) DO UPDATE SET state = excluded.state, last_run = excluded.last_run,
                attempts = excluded.attempts, started = excluded.started, nanos = excluded.nanos,
                slot = excluded.slot, worker = excluded.worker, exit = excluded.exit, signal = excluded.signal,
                user_us = excluded.user_us, system_us = excluded.system_us, rss_kib = excluded.rss_kib,
                output = excluded.output, error = excluded.error,
                output_bytes = excluded.output_bytes, error_bytes = excluded.error_bytes""";

    private final TaskRows rows;
    private final long run;
    /** The usual Java task, with as few values as can be. */
    private final PreparedStatement plain;
    private final PreparedStatement full;
    private final PreparedStatement pending;
    private final PreparedStatement archive;
    private final PreparedStatement failure;

    TaskStatements(Connection connection, TaskRows rows, long run) throws SQLException {
        this.rows = rows;
        this.run = run;
        plain = connection.prepareStatement("""
                INSERT INTO tasks(id, run, seq, payload, state, last_run, attempts, started, nanos, slot, worker, exit,
                    output)
                VALUES(?, %1$d, ?, ?, 'ok', %1$d, 1, ?, ?, ?, ?, 0, ?)""".formatted(run) + UPDATE);
        full = connection.prepareStatement("""
                INSERT INTO tasks(id, run, seq, payload, state, last_run, attempts, started, nanos, slot, worker, exit,
                    signal, user_us, system_us, rss_kib, output, error, output_bytes, error_bytes,
                    slot_offsets, tag, input_hash)
                VALUES(?, %1$d, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""".formatted(run) + UPDATE);
        pending = connection.prepareStatement("""
                INSERT OR IGNORE INTO tasks(id, run, seq, payload, state, slot_offsets, tag, input_hash)
                VALUES(?, %d, ?, ?, 'pending', ?, ?, ?)""".formatted(run));
        archive = connection.prepareStatement("""
                INSERT OR REPLACE INTO attempts
                SELECT id, last_run, state, attempts, started, nanos, slot, worker, exit, signal,
                    user_us, system_us, rss_kib
                FROM tasks WHERE id = ? AND last_run IS NOT NULL""");
        failure = connection.prepareStatement(
                "INSERT OR REPLACE INTO failures(task, run, class, message, detail) VALUES(?, %d, ?, ?, ?)".formatted(run));
    }

    void pending(TaskSpec task) throws SQLException {
        if (!rows.known(task.id())) {
            pending.setLong(1, rows.row(task.id()));
            pending.setLong(2, rows.seq(task.id()));
            pending.setBytes(3, task.payload());
            pending.setBytes(4, Identity.offsets(task));
            pending.setBytes(5, task.tag());
            pending.setBytes(6, Identity.inputHash(task));
            pending.addBatch();
        }
    }

    void finished(Row row) throws SQLException {
        FinishedTask finished = row.finished();
        long id = finished.task().id();
        boolean known = rows.known(id);
        if (known && finished.outcome() instanceof Outcome.Cancelled) {
            // What an earlier run made of it still holds.
            return;
        }
        if (known) {
            archive.setLong(1, rows.row(id));
            archive.addBatch();
        }
        if (isPlain(row)) {
            addPlain(finished);
        } else {
            addFull(row);
        }
    }

    private static boolean isPlain(Row row) {
        FinishedTask finished = row.finished();
        TaskSpec task = finished.task();
        return finished.outcome().ok()
                && row.captured() == null
                && finished.attempts() == 1
                && finished.maxRssKib() == 0
                && finished.error().isEmpty()
                && finished.output().size() <= Captured.INLINE_BYTES
                && task.slotOffsets() == null
                && task.tag() == null
                && task.input() == null;
    }

    private void addPlain(FinishedTask finished) throws SQLException {
        TaskSpec task = finished.task();
        plain.setLong(1, rows.row(task.id()));
        plain.setLong(2, rows.seq(task.id()));
        plain.setBytes(3, task.payload());
        plain.setLong(4, finished.startEpochMicros());
        plain.setLong(5, finished.runNanos());
        plain.setInt(6, finished.slot());
        plain.setInt(7, finished.worker());
        plain.setBytes(8, finished.output().isEmpty() ? null : finished.output().toByteArray());
        plain.addBatch();
    }

    private void addFull(Row row) throws SQLException {
        FinishedTask finished = row.finished();
        TaskSpec task = finished.task();
        Outcome outcome = finished.outcome();
        Captured printed = row.captured() == null ? new Captured() : row.captured();
        printed.add(false, finished.output());
        printed.add(true, finished.error());
        boolean started = finished.startEpochMicros() > 0;
        full.setLong(1, rows.row(task.id()));
        full.setLong(2, rows.seq(task.id()));
        full.setBytes(3, task.payload());
        full.setString(4, State.of(outcome).text());
        full.setLong(5, run);
        full.setLong(6, finished.attempts());
        setNumber(7, finished.startEpochMicros(), started);
        setNumber(8, finished.runNanos(), started);
        setNumber(9, finished.slot(), finished.slot() > 0);
        setNumber(10, finished.worker(), finished.worker() >= 0);
        setNumber(11, outcome.exitValue(), outcome.ok() || outcome instanceof Outcome.Exited);
        setNumber(12, outcome instanceof Outcome.Signaled signaled ? signaled.signal() : 0, outcome instanceof Outcome.Signaled);
        setNumber(13, finished.userMicros(), finished.maxRssKib() > 0);
        setNumber(14, finished.systemMicros(), finished.maxRssKib() > 0);
        setNumber(15, finished.maxRssKib(), finished.maxRssKib() > 0);
        full.setBytes(16, printed.output());
        full.setBytes(17, printed.error());
        setNumber(18, printed.outputBytes(), printed.outputBytes() > 0);
        setNumber(19, printed.errorBytes(), printed.errorBytes() > 0);
        full.setBytes(20, Identity.offsets(task));
        full.setBytes(21, task.tag());
        full.setBytes(22, Identity.inputHash(task));
        full.addBatch();
        if (!outcome.ok() && !(outcome instanceof Outcome.Cancelled)) {
            addFailure(rows.row(task.id()), outcome, printed.errorTail());
        }
    }

    private void setNumber(int index, long number, boolean known) throws SQLException {
        if (known) {
            full.setLong(index, number);
        } else {
            full.setNull(index, Types.INTEGER);
        }
    }

    private void addFailure(long row, Outcome outcome, ByteString error) throws SQLException {
        failure.setLong(1, row);
        if (outcome instanceof Outcome.Threw threw) {
            failure.setString(2, threw.className());
            failure.setString(3, threw.message());
            failure.setString(4, threw.stack());
        } else {
            failure.setString(2, name(outcome));
            failure.setString(3, outcome instanceof Outcome.Lost lost ? lost.reason() : null);
            int from = Math.max(0, error.size() - DETAIL_BYTES);
            failure.setString(4, error.isEmpty() ? null : error.substring(from).toStringUtf8());
        }
        failure.addBatch();
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.Exited exited) {
            return "exit " + exited.code();
        }
        if (outcome instanceof Outcome.Signaled signaled) {
            return "signal " + signaled.signal();
        }
        return outcome instanceof Outcome.TimedOut ? "timed out" : "lost";
    }

    /** Sends what was collected; archiving before what it archives is replaced. */
    void execute() throws SQLException {
        archive.executeBatch();
        pending.executeBatch();
        plain.executeBatch();
        full.executeBatch();
        failure.executeBatch();
    }
}
