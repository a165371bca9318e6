package io.drover.journal;

import com.google.protobuf.ByteString;
import io.drover.sqlite.Database;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The journal while its run goes on: what becomes of tasks, and what they print. Confined to one thread at a time. */
final class OpenJournal {
    /** A task that takes longer gets a row before it has finished. */
    private static final long PENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** The same while results wait: a second write of each would make them wait longer, until all tasks seem to take long. */
    private static final long BUSY_PENDING_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Who runs for less is seldom seen running. */
    private static final long SHOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Connection connection;
    private final RunRow.Begun begun;
    private final TaskRows rows;
    private final TaskStatements statements;
    private final OpenTasks open = new OpenTasks();
    /** What tasks that run have printed. */
    private final Map<Long, Captured> captured = new HashMap<>();
    /** Tasks that are recorded as running. */
    private Set<Long> running = new HashSet<>();

    private OpenJournal(Connection connection, JournalConfig config, RunInfo info) throws SQLException, IOException {
        this.connection = connection;
        begun = RunRow.begin(connection, config.file(), config.mode(), info);
        rows = new TaskRows(begun.base(), !config.mode().resumes());
        LargeOutputs outputs = new LargeOutputs(config.file(), begun.run());
        outputs.deleteAllBut(Database.texts(
                connection,
                "SELECT output_file FROM tasks WHERE output_file IS NOT NULL"
                        + " UNION SELECT error_file FROM tasks WHERE error_file IS NOT NULL"
                        + " UNION SELECT output_file FROM attempts WHERE output_file IS NOT NULL"
                        + " UNION SELECT error_file FROM attempts WHERE error_file IS NOT NULL"));
        statements = new TaskStatements(connection, rows, begun.run(), outputs, config.durable());
    }

    /** Opens the journal and begins a run in it. */
    static OpenJournal open(JournalConfig config, RunInfo info) throws SQLException, IOException {
        Connection connection = Database.create(config.file(), config.durable(), Schema.KIND);
        try {
            return new OpenJournal(connection, config, info);
        } catch (SQLException | IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    RunRow.Begun begun() {
        return begun;
    }

    /** To be filled by the thread that reads the input. */
    TaskRows rows() {
        return rows;
    }

    void read(OpenTasks.Read tasks) {
        open.add(tasks);
    }

    void inputEnded() throws SQLException {
        RunRow.inputComplete(connection, begun.run());
    }

    /** Tasks wait for the time at which they get a row. */
    boolean hasOpenTasks() {
        return !open.isEmpty();
    }

    void chunk(TaskSpec task, boolean standardError, ByteString data) throws IOException {
        keep(task, captured.computeIfAbsent(task.id(), id -> new Captured()), standardError, data);
    }

    private void keep(TaskSpec task, Captured printed, boolean standardError, ByteString data) throws IOException {
        ByteString large = printed.add(standardError, data);
        if (!large.isEmpty()) {
            statements.append(task, standardError, large);
        }
    }

    void retried(FinishedTask attempt) throws SQLException, IOException {
        statements.retried(attempt, all(attempt));
        running.remove(attempt.task().id());
    }

    void discarded(TaskSpec task) throws SQLException, IOException {
        if (captured.remove(task.id()) != null) {
            statements.discarded(task);
        }
    }

    void running(List<RunningTask> tasks) throws SQLException {
        Set<Long> now = new HashSet<>();
        for (RunningTask task : tasks) {
            if (task.runNanos() >= SHOWN_NANOS) {
                now.add(task.task().id());
                if (!running.contains(task.task().id())) {
                    statements.running(task);
                }
            }
        }
        running = now;
    }

    void finished(FinishedTask finished) throws SQLException, IOException {
        statements.finished(finished, all(finished));
        open.finished(finished.task().id());
    }

    /** What an attempt that is over has printed; null if {@code attempt} has all of it, and it is small. */
    private Captured all(FinishedTask attempt) throws IOException {
        Captured printed = captured.isEmpty() ? null : captured.remove(attempt.task().id());
        if (printed != null || attempt.output().size() > Captured.INLINE_BYTES || !attempt.error().isEmpty()) {
            printed = printed == null ? new Captured() : printed;
            keep(attempt.task(), printed, false, attempt.output());
            keep(attempt.task(), printed, true, attempt.error());
        }
        return printed;
    }

    /** @param busy whether there is more to be written already */
    void commit(long now, boolean busy) throws SQLException {
        for (TaskSpec task : open.takeReadBefore(now - (busy ? BUSY_PENDING_NANOS : PENDING_NANOS))) {
            statements.pending(task);
        }
        statements.execute();
        connection.commit();
    }

    /** Writes how the run has ended, and closes the file. */
    void end(String ending, Integer exit) throws SQLException {
        try (Connection closing = connection) {
            closing.rollback();
            RunRow.end(closing, begun.run(), ending, exit, statements.counts());
            closing.commit();
            closing.setAutoCommit(true);
            // Everything into the one file, as nobody expects a second one to be part of it.
            Database.execute(closing, List.of("PRAGMA wal_checkpoint(TRUNCATE)"));
        }
    }
}
