package io.drover.journal;

import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.OpenRuns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** The row of one run. */
final class RunRow {
    private RunRow() {}

    /** A run that has its row; {@code base} is the last task of those before. */
    record Begun(long run, long chain, long base) {}

    /** Takes the journal for this process. */
    static Begun begin(Connection connection, Path file, JournalConfig.Mode mode, RunInfo info)
            throws SQLException, DatabaseException {
        // So that of two that come at the same time one sees the other.
        connection.commit();
        connection.setAutoCommit(true);
        Database.execute(connection, List.of("BEGIN IMMEDIATE"));
        try {
            checkUnused(connection, file);
            long run = Database.number(connection, "SELECT coalesce(max(id), 0) + 1 FROM runs");
            if (mode.resumes() && wasOfProgram(connection, run - 1)) {
                throw ofProgram(file);
            }
            long last = Database.number(connection, "SELECT chain FROM runs WHERE id = " + (run - 1));
            long chain = mode.resumes() && last > 0 ? last : run;
            insert(connection, run, chain, info);
            long base = Database.number(connection, "SELECT coalesce(max(id), 0) FROM tasks");
            Database.execute(connection, List.of("COMMIT"));
            connection.setAutoCommit(false);
            return new Begun(run, chain, base);
        } catch (SQLException | DatabaseException e) {
            Database.execute(connection, List.of("ROLLBACK"));
            throw e;
        }
    }

    private static void checkUnused(Connection connection, Path file) throws SQLException, DatabaseException {
        OpenRuns.check("--journal", connection, file);
        Database.execute(connection, List.of(
                "UPDATE tasks SET state = 'pending', started = NULL WHERE state <> 'ok' AND state = 'running'",
                "UPDATE runs SET ending = 'killed' WHERE ending IS NULL"));
    }

    private static boolean wasOfProgram(Connection connection, long run) throws SQLException {
        return Database.texts(connection, "SELECT kind FROM runs WHERE id = " + run).contains(RunInfo.OF_A_PROGRAM);
    }

    /** Why nobody else goes on with the last run, or repeats its tasks. */
    static DatabaseException ofProgram(Path file) {
        return new DatabaseException("the last run in " + file + " was a pool of a program, and only that can run its tasks");
    }

    private static void insert(Connection connection, long run, long chain, RunInfo info) throws SQLException {
        long pid = ProcessHandle.current().pid();
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO runs(id, chain, started, command, arguments, directory, kind, setup, java_options, context,
                    version, pid, pid_started) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setLong(1, run);
            insert.setLong(2, chain);
            insert.setLong(3, micros());
            insert.setString(4, info.command());
            insert.setBytes(5, RunInfo.terminated(info.arguments()));
            insert.setString(6, info.directory());
            insert.setString(7, info.kind());
            insert.setBytes(8, info.setup());
            insert.setBytes(9, info.workerOptions());
            insert.setBytes(10, info.context());
            insert.setString(11, info.version());
            insert.setLong(12, pid);
            insert.setLong(13, OpenRuns.startOf(pid));
            insert.executeUpdate();
        }
    }

    static void inputComplete(Connection connection, long run) throws SQLException {
        Database.execute(connection, List.of("UPDATE runs SET input_complete = 1 WHERE id = " + run));
    }

    static void end(Connection connection, long run, String ending, Integer exit, TaskStatements.Counts counts)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE runs SET ended = ?, ending = ?, exit = ?, ok = ?, failed = ? WHERE id = ?")) {
            update.setLong(1, micros());
            update.setString(2, ending);
            update.setObject(3, exit, Types.INTEGER);
            update.setLong(4, counts.ok());
            update.setLong(5, counts.failed());
            update.setLong(6, run);
            update.executeUpdate();
        }
    }

    private static long micros() {
        return System.currentTimeMillis() * 1000;
    }
}
