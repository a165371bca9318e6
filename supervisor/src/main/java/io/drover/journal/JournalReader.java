package io.drover.journal;

import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.core.TaskSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads a journal, also one that is being written. */
public final class JournalReader implements AutoCloseable {
    private static final String IN_CHAIN = " run IN (SELECT id FROM runs WHERE chain = %d)";

    private final Path file;
    private final Connection connection;

    /** Takes recorded tasks; {@code task} has its number in the input. */
    @FunctionalInterface
    interface Recorded {
        void accept(long row, TaskSpec task);
    }

    @FunctionalInterface
    private interface Rows {
        void accept(ResultSet row) throws SQLException;
    }

    public JournalReader(Path file) throws DatabaseException {
        this.file = file;
        this.connection = Database.open(file, Schema.KIND);
    }

    /** Passes each row of the answer to {@code sql}, as its columns by name. */
    public void query(String sql, Consumer<Map<String, Object>> rows) throws DatabaseException {
        List<String> names = new ArrayList<>();
        each(sql, row -> {
            if (names.isEmpty()) {
                names.addAll(names(row.getMetaData()));
            }
            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), row.getObject(i + 1));
            }
            rows.accept(values);
        });
    }

    /** Asked once for all rows, as that costs more than their values. */
    private static List<String> names(ResultSetMetaData columns) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        return names;
    }

    /** Lets all that follows see the journal as it is at the first query, also while it is being written. */
    public void hold() throws DatabaseException {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * Passes on each attempt at a task that was made in the runs of a chain, in no particular order.
     *
     * @param payloadBytes of longer payloads only the beginning is read
     */
    public void attempts(long chain, int payloadBytes, Consumer<Attempt> attempts) throws DatabaseException {
        String outcome = "state, started, nanos, slot, worker, exit, signal, user_us, system_us, rss_kib, substr(payload, 1, "
                + payloadBytes + ") FROM ";
        String started = " WHERE started > 0 AND state <> 'running' AND" + IN_CHAIN.formatted(chain);
        each("SELECT id, seq, last_run, attempts, 1, " + outcome + "tasks" + started
                        + " UNION ALL SELECT task, seq, run, attempt, 0, " + outcome
                        + "(SELECT a.*, t.seq, t.payload FROM attempts a JOIN tasks t ON t.id = a.task)" + started,
                row -> attempts.accept(Attempt.of(row)));
    }

    /** Passes on what those {@code tasks} run, cut to {@code bytes}. */
    public void payloads(Iterable<Long> tasks, int bytes, BiConsumer<Long, byte[]> payloads) throws DatabaseException {
        try (PreparedStatement select = prepare("SELECT substr(payload, 1, " + bytes + ") FROM tasks WHERE id = ?")) {
            for (long task : tasks) {
                select.setLong(1, task);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        payloads.accept(task, row.getBytes(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The last run; tasks count for all the runs that it continues. */
    public StoredRun lastRun() throws DatabaseException {
        StoredRun[] last = new StoredRun[1];
        each("SELECT * FROM runs ORDER BY id DESC LIMIT 1", row -> {
            String notOk = "SELECT count(*) FROM tasks WHERE state <> 'ok' AND" + IN_CHAIN.formatted(row.getLong("chain"));
            last[0] = new StoredRun(
                    row.getString("command"),
                    row.getString("directory"),
                    row.getString("kind"),
                    row.getBytes("setup"),
                    row.getBytes("java_options"),
                    Database.number(connection, "SELECT max(input_complete) FROM runs WHERE chain = " + row.getLong("chain")) > 0,
                    Database.number(connection, notOk),
                    Database.number(connection, notOk + " AND input_hash IS NOT NULL"));
        });
        if (last[0] == null) {
            throw new DatabaseException(file + " has no run yet");
        }
        return last[0];
    }

    /** All tasks of the runs of one chain, finished ones first. */
    IdentityIndex index(long chain) throws DatabaseException {
        int[] count = new int[1];
        each("SELECT count(*) FROM tasks WHERE" + IN_CHAIN.formatted(chain), row -> count[0] = row.getInt(1));
        IdentityIndex index = new IdentityIndex(count[0]);
        Map<Long, byte[]> contexts = new LinkedHashMap<>();
        each("SELECT id, context FROM runs WHERE chain = " + chain, row -> contexts.put(row.getLong(1), row.getBytes(2)));
        String columns = "SELECT id, run, seq, payload, state, slot_offsets, input_hash, directory FROM tasks WHERE"
                + IN_CHAIN.formatted(chain);
        for (String state : new String[] {" AND state NOT IN ('pending', 'running', 'cancelled')", " AND state IN ('pending', 'running', 'cancelled')"}) {
            each(columns + state, row -> index.add(
                    Identity.of(
                            contexts.get(row.getLong(2)), row.getBytes(4), row.getBytes(6), row.getBytes(7), row.getBytes(8)),
                    new IdentityIndex.Found(row.getLong(1), row.getInt(3), State.named(row.getString(5)))));
        }
        return index;
    }

    /** The tasks of a chain that are not ok and can be repeated from what is kept. */
    void notOk(long chain, Recorded tasks) throws DatabaseException {
        each("SELECT id, seq, payload, slot_offsets, tag, directory FROM tasks WHERE state <> 'ok' AND input_hash IS NULL AND"
                        + IN_CHAIN.formatted(chain) + " ORDER BY id",
                row -> tasks.accept(row.getLong(1), new TaskSpec(
                        row.getInt(2), row.getBytes(3), StoredSlots.places(row.getBytes(4)), row.getBytes(5), null, null)
                                .in(StoredDirectory.surroundings(row.getBytes(6)))));
    }

    /** Where the large outputs are that the rows name. */
    public Path outputs() {
        return LargeOutputs.directory(file);
    }

    PreparedStatement prepare(String sql) throws DatabaseException {
        try {
            return connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    DatabaseException unreadable(SQLException cause) {
        return new DatabaseException("cannot read journal " + file + ": " + cause.getMessage(), cause);
    }

    private void each(String sql, Rows rows) throws DatabaseException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.accept(result);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() throws DatabaseException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseException("cannot close journal " + file + ": " + e.getMessage(), e);
        }
    }
}
