package io.drover.flow.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.journal.JournalConfig;
import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.OpenRuns;
import io.drover.sqlite.Statement;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.wire.EpochMicros;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a flow's journal. Confined to one thread at a time. */
final class FlowRows {
    private static final String FAILED = "state <> 'ok' AND state IN ('failed', 'timed_out', 'lost')";

    private final Connection connection;
    private final Path file;
    private final long run;
    private final Statement inserted;
    private final Statement ended;

    private FlowRows(Connection connection, Path file, long run) throws SQLException {
        this.connection = connection;
        this.file = file;
        this.run = run;
        this.inserted = new Statement(connection, "INSERT INTO items(id, stage, input, parent, value, came) VALUES(?, ?, ?, ?, ?, ?)");
        this.ended = new Statement(connection, """
                UPDATE items SET state = ?, run = ?, attempts = ?, started = ?, nanos = ?, worker = ?, slot = ?, exit = ?, signal = ?,
                    why = ?, task = ? WHERE id = ?""");
    }

    /** Takes the file for this process, and begins a run in it. */
    static FlowRows open(FlowJournal.Config config, List<FlowJournal.Kept> stages) throws SQLException, IOException {
        Connection connection = Database.create(config.place().file(), config.place().durable(), FlowSchema.KIND);
        try {
            // So that of two that come at the same time one sees the other.
            connection.setAutoCommit(true);
            Database.execute(connection, List.of("BEGIN IMMEDIATE"));
            OpenRuns.check("--journal", connection, config.place().file());
            Database.execute(connection, List.of("UPDATE runs SET ending = 'killed' WHERE ending IS NULL"));
            checkStages(connection, config, stages.stream().map(FlowJournal.Kept::name).toList());
            long run = begin(connection, config, stages);
            Database.execute(connection, List.of("COMMIT"));
            connection.setAutoCommit(false);
            return new FlowRows(connection, config.place().file(), run);
        } catch (SQLException | IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void checkStages(Connection connection, FlowJournal.Config config, List<String> stages)
            throws SQLException, DatabaseException {
        List<String> recorded = new ArrayList<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT name FROM stages ORDER BY number")) {
            while (result.next()) {
                recorded.add(result.getString(1));
            }
        }
        if (recorded.isEmpty()) {
            for (String name : stages) {
                new Statement(connection, "INSERT INTO stages(number, name) VALUES((SELECT count(*) FROM stages), ?)").text(name).send();
            }
            return;
        }
        if (!config.place().mode().resumes()) {
            throw new DatabaseException("--journal: " + config.place().file() + " has a flow already; --resume goes on with it, or take another file");
        }
        if (!recorded.equals(stages)) {
            throw new DatabaseException("--journal: the flow in " + config.place().file() + " has the stages " + String.join(", ", recorded)
                    + " and not " + String.join(", ", stages));
        }
        if (config.place().mode() == JournalConfig.Mode.RESUME_FAILED) {
            Database.execute(connection, List.of("UPDATE items SET state = 'pending', started = NULL, nanos = NULL, came = " + EpochMicros.now()
                    + " WHERE " + FAILED));
        }
    }

    private static long begin(Connection connection, FlowJournal.Config config, List<FlowJournal.Kept> stages) throws SQLException {
        long run = Database.number(connection, "SELECT coalesce(max(id), 0) + 1 FROM runs");
        long pid = ProcessHandle.current().pid();
        new Statement(connection, "INSERT INTO runs(id, started, command, directory, arguments, version, pid, pid_started)"
                + " VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
                .number(run)
                .number(EpochMicros.now())
                .text(config.command())
                .text(System.getProperty("user.dir"))
                .bytes(config.arguments())
                .text(config.version())
                .number(pid)
                .number(OpenRuns.startOf(pid))
                .send();
        for (int stage = 0; stage < stages.size(); stage++) {
            new Statement(connection, "INSERT INTO slots(run, stage, slots) VALUES(?, ?, ?)")
                    .number(run).number(stage).number(stages.get(stage).slots()).send();
        }
        return run;
    }

    /** Of a recorded item. */
    interface Recorded {
        void item(Item item, int stage, String input, boolean fromOutside, boolean pending) throws IOException;
    }

    /** All that are there, in the order in which they came; returns the largest id. */
    long forEach(Recorded each) throws SQLException, IOException {
        long last = 0;
        try (PreparedStatement select = connection.prepareStatement("SELECT id, stage, coalesce(input, ''), parent, value, state FROM items ORDER BY id");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                last = result.getLong(1);
                ByteString value = UnsafeByteOperations.unsafeWrap(result.getBytes(5));
                boolean fromOutside = result.getLong(4) == 0;
                each.item(new Item(last, value), result.getInt(2), result.getString(3), fromOutside, result.getString(6).equals("pending"));
            }
        }
        connection.commit();
        return last;
    }

    /** Those whose tasks have run to their end: first the one by which a task is known, then others that it had. */
    void forEachEnded(FlowJournal.Ended each) throws SQLException, IOException {
        boolean shared = Database.number(connection, "SELECT EXISTS(SELECT 1 FROM items WHERE task IS NOT NULL)") > 0;
        String order = shared ? "coalesce(task, id), task IS NOT NULL, id" : "id";
        KeptItem first = null;
        List<ByteString> values = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT " + KeptItem.COLUMNS + ", value FROM items WHERE state NOT IN ('pending', 'skipped') ORDER BY " + order);
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                KeptItem item = KeptItem.of(result);
                if (item.ownTask()) {
                    take(each, first, values);
                    first = item;
                }
                values.add(UnsafeByteOperations.unsafeWrap(item.value()));
            }
        }
        take(each, first, values);
        connection.commit();
    }

    /** @param first null where there is none yet */
    private static void take(FlowJournal.Ended each, KeptItem first, List<ByteString> values) throws IOException {
        if (first != null) {
            each.take(first, List.copyOf(values));
        }
        values.clear();
    }

    /** @param came when it came to its stage, in microseconds since 1970 */
    void add(Item item, int stage, String input, long parent, long came) throws SQLException {
        inserted.number(item.id()).number(stage).text(input.isEmpty() ? null : input).number(parent).bytes(item.value().toByteArray()).number(came).addRow();
    }

    void skipped(long item) throws SQLException {
        end("skipped", item, null);
    }

    void finished(long item, FinishedTask task) throws SQLException {
        Outcome outcome = task.outcome();
        if (outcome.counts()) {
            end(outcome.column().text(), item, task);
        }
    }

    /** @param task null where none has run */
    private void end(String state, long item, FinishedTask task) throws SQLException {
        boolean ran = task != null && task.startEpochMicros() > 0;
        ended.text(state)
                .number(run)
                .number(task == null ? 0 : task.attempts())
                .number(ran ? task.startEpochMicros() : 0, ran)
                .number(ran ? task.runNanos() : 0, ran)
                .number(ran ? task.worker() : 0, ran)
                .number(ran ? task.slot() : 0, ran);
        if (task == null) {
            ended.number(0, false).number(0, false).text(null);
        } else {
            ended.number(task.outcome().exitCode()).number(task.outcome().endingSignal()).text(why(task));
        }
        boolean shared = task != null && task.task().id() != item;
        ended.number(shared ? task.task().id() : 0, shared).number(item).addRow();
    }

    private static String why(FinishedTask task) {
        return task.outcome().ok() ? null : task.outcome().why();
    }

    void commit() throws SQLException {
        inserted.execute();
        ended.execute();
        connection.commit();
    }

    /** Writes how the run has ended, and closes the file. */
    void end(String ending, Integer exit) throws SQLException {
        try (Connection closing = connection) {
            closing.rollback();
            closing.setAutoCommit(true);
            new Statement(closing, "UPDATE runs SET ended = ?, ending = ?, exit = ? WHERE id = ?")
                    .number(EpochMicros.now()).text(ending).number(exit == null ? 0 : exit, exit != null).number(run).send();
            // Everything into the one file, as nobody expects a second one to be part of it.
            Database.execute(closing, List.of("PRAGMA wal_checkpoint(TRUNCATE)"));
        }
    }

    Path file() {
        return file;
    }
}
