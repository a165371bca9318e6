package io.drover.records;

import io.drover.sqlite.Database;
import io.drover.sqlite.Statement;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.output.Captured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Results as rows of an SQLite table, one for each task: one that has run again replaces its own. Output that is too large
 * for a row is a file in the directory {@code FILE-output} beside it.
 *
 * <p>Confined to the recording thread.
 */
final class ResultDatabase implements RecordSink {
    /** Up to this an output is in its row: a row has to fit in memory. */
    private static final int INLINE_BYTES = 1 << 20;
    /** Rows that are not sent to SQLite yet take at most so much memory. */
    private static final int PENDING_BYTES = 8 << 20;
    private static final byte[][] NO_ARGUMENTS = {};

    private static final int VERSION = 1;
    /** "DrvR". */
    private static final int APPLICATION = 0x44727652;
    private static final Database.Kind KIND = new Database.Kind("--results", "table of results", APPLICATION, VERSION, List.of(
            """
            CREATE TABLE results(
                seq INTEGER PRIMARY KEY, state TEXT NOT NULL, exit INTEGER, signal INTEGER, error TEXT,
                command, args TEXT NOT NULL, start REAL NOT NULL, runtime REAL NOT NULL,
                slot INTEGER NOT NULL, worker INTEGER NOT NULL, attempts INTEGER NOT NULL,
                user REAL NOT NULL, system REAL NOT NULL, max_rss_kib INTEGER NOT NULL,
                stdout, stderr, stdout_file TEXT, stderr_file TEXT)""",
            "PRAGMA application_id = " + APPLICATION,
            "PRAGMA user_version = " + VERSION), Map.of());

    private final Path file;
    private final Path directory;
    private final Connection connection;
    private final boolean staged;
    private final Statement insert;
    private long pendingBytes;
    private boolean uncommitted;

    private ResultDatabase(Path file, Connection connection, boolean staged) throws SQLException {
        this.file = file;
        this.directory = directory(file);
        this.connection = connection;
        this.staged = staged;
        this.insert = new Statement(
                connection,
                "INSERT OR REPLACE INTO results(seq, state, exit, signal, error, command, args, start, runtime, slot, worker, attempts, user,"
                        + " system, max_rss_kib, stdout, stderr, stdout_file, stderr_file" + (staged ? ", stage" : "")
                        + ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?" + (staged ? ", ?)" : ")"));
    }

    private static Path directory(Path file) {
        return file.resolveSibling(file.getFileName() + "-output");
    }

    /**
     * @param goesOn keep what is in it
     * @param staged tasks are those of stages: there is a column for them
     */
    static ResultDatabase open(String name, boolean goesOn, boolean staged) throws IOException {
        Path file = Path.of(name);
        Connection connection = Database.create(file, false, KIND);
        try {
            if (!goesOn) {
                Database.execute(connection, List.of("DELETE FROM results"));
                connection.commit();
            }
            if (staged && Database.number(connection, "SELECT count(*) FROM pragma_table_info('results') WHERE name = 'stage'") == 0) {
                Database.execute(connection, List.of("ALTER TABLE results ADD COLUMN stage TEXT"));
                connection.commit();
            }
            deleteAllBut(directory(file), Database.texts(
                    connection,
                    "SELECT stdout_file FROM results WHERE stdout_file IS NOT NULL"
                            + " UNION SELECT stderr_file FROM results WHERE stderr_file IS NOT NULL"));
            return new ResultDatabase(file, connection, staged);
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }

    /** Removes what is left of rows that were replaced, or never committed. */
    private static void deleteAllBut(Path directory, Set<String> referred) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[0-9]*.{out,err}")) {
            for (Path file : files) {
                if (!referred.contains(reference(file))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** How a row refers to it: from the directory that the database is in. */
    private static String reference(Path large) {
        return large.getParent().getFileName() + "/" + large.getFileName();
    }

    private static IOException cannotWrite(Path file, SQLException cause) {
        return new IOException("cannot write " + file + ": " + cause.getMessage(), cause);
    }

    /** Tells what the rows of a file say. */
    static void read(String name, JobLogReader.RowHandler handler) throws IOException {
        try (Connection connection = Database.open(Path.of(name), KIND);
                java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT seq, state FROM results")) {
            while (rows.next()) {
                handler.row(rows.getLong(1), rows.getString(2).equals("ok") ? Ending.OK : Ending.FAILED, null);
            }
        } catch (SQLException e) {
            throw new IOException("cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void add(TaskRecord task) throws IOException {
        uncommitted = true;
        try {
            addRow(task);
            if (pendingBytes > PENDING_BYTES) {
                send();
            }
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }

    private void addRow(TaskRecord task) throws SQLException, IOException {
        FinishedTask finished = task.finished();
        Outcome outcome = finished.outcome();
        byte[][] arguments = task.task().arguments();
        insert.number(task.task().number())
                .text(outcome.column().text())
                .number(outcome.exitCode())
                .number(outcome.endingSignal())
                .text(JsonLines.error(outcome));
        textOrBytes(task.command());
        insert.text(json(arguments == null ? NO_ARGUMENTS : arguments))
                .real(task.startMicros() / 1e6)
                .real(JobLog.runMicros(task) / 1e6)
                .number(finished.slot())
                .number(finished.worker())
                .number(finished.attempts())
                .real(finished.userMicros() / 1e6)
                .real(finished.systemMicros() / 1e6)
                .number(finished.maxRssKib());
        output(task.output(), false);
        output(task.output(), true);
        insert.text(largeOutput(task, false)).text(largeOutput(task, true));
        if (staged) {
            insert.text(task.task().stageName());
        }
        insert.addRow();
    }

    private static String json(byte[][] texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JsonText(bytes::write, JsonStyle.COMPACT).texts(texts);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Text where it is some. */
    private void textOrBytes(byte[] bytes) throws SQLException {
        pendingBytes += bytes.length;
        if (Utf8.isValid(bytes)) {
            insert.text(new String(bytes, StandardCharsets.UTF_8));
        } else {
            insert.bytes(bytes);
        }
    }

    private void output(Captured output, boolean standardError) throws SQLException, IOException {
        if (output.length(standardError) > INLINE_BYTES) {
            insert.text(null);
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) output.length(standardError));
        output.writeTo(standardError, bytes::write);
        textOrBytes(bytes.toByteArray());
    }

    /** Null if it is not large; else the name of the file that has it. */
    private String largeOutput(TaskRecord task, boolean standardError) throws IOException {
        Captured output = task.output();
        if (output.length(standardError) <= INLINE_BYTES) {
            return null;
        }
        Path large = directory.resolve(task.task().number() + (standardError ? ".err" : ".out"));
        try {
            Files.createDirectories(directory);
            try (OutputStream out = Files.newOutputStream(large)) {
                output.writeTo(standardError, out::write);
            }
        } catch (IOException e) {
            throw Failures.cannotWrite(large.toString(), e);
        }
        return reference(large);
    }

    private void send() throws SQLException {
        insert.execute();
        pendingBytes = 0;
    }

    @Override
    public void flush() throws IOException {
        if (!uncommitted) {
            return;
        }
        try {
            send();
            connection.commit();
            uncommitted = false;
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        try (Connection closing = connection) {
            closing.setAutoCommit(true);
            // Everything into the one file, as nobody expects a second one to be part of it.
            Database.execute(closing, List.of("PRAGMA wal_checkpoint(TRUNCATE)"));
        } catch (SQLException e) {
            throw cannotWrite(file, e);
        }
    }
}
