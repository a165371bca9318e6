package io.drover.journal;

import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.RowReader;
import io.drover.supervisor.core.TaskSpec;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads a journal, also one that is being written. */
public final class JournalReader implements AutoCloseable {
    private static final String IN_CHAIN = " run IN (SELECT id FROM runs WHERE chain = %d)";

    private final Path file;
    private final RowReader rows;

    /** Takes recorded tasks; {@code task} has its number in the input. */
    @FunctionalInterface
    interface Recorded {
        void accept(long row, TaskSpec task);
    }

    public JournalReader(Path file) throws DatabaseException {
        this.file = file;
        this.rows = new RowReader(file, Schema.KIND);
    }

    /** As {@link RowReader#query}. */
    public void query(String sql, Consumer<Map<String, Object>> each) throws DatabaseException {
        rows.query(sql, each);
    }

    /** As {@link RowReader#hold}. */
    public void hold() throws DatabaseException {
        rows.hold();
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
        rows.each("SELECT id, seq, last_run, attempts, 1, " + outcome + "tasks" + started
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
        rows.each("SELECT * FROM runs ORDER BY id DESC LIMIT 1", row -> {
            String notOk = "SELECT count(*) FROM tasks WHERE state <> 'ok' AND" + IN_CHAIN.formatted(row.getLong("chain"));
            last[0] = new StoredRun(
                    row.getString("command"),
                    row.getString("directory"),
                    row.getString("kind"),
                    row.getBytes("setup"),
                    row.getBytes("java_options"),
                    rows.number("SELECT max(input_complete) FROM runs WHERE chain = " + row.getLong("chain")) > 0,
                    rows.number(notOk),
                    rows.number(notOk + " AND input_hash IS NOT NULL"));
        });
        if (last[0] == null) {
            throw new DatabaseException(file + " has no run yet");
        }
        if (last[0].kind().equals(RunInfo.OF_A_PROGRAM)) {
            throw RunRow.ofProgram(file);
        }
        return last[0];
    }

    /** All tasks of the runs of one chain, finished ones first. */
    IdentityIndex index(long chain) throws DatabaseException {
        int[] count = new int[1];
        rows.each("SELECT count(*) FROM tasks WHERE" + IN_CHAIN.formatted(chain), row -> count[0] = row.getInt(1));
        IdentityIndex index = new IdentityIndex(count[0]);
        Map<Long, byte[]> contexts = new LinkedHashMap<>();
        rows.each("SELECT id, context FROM runs WHERE chain = " + chain, row -> contexts.put(row.getLong(1), row.getBytes(2)));
        String columns = "SELECT id, run, seq, payload, state, slot_offsets, input_hash, directory FROM tasks WHERE"
                + IN_CHAIN.formatted(chain);
        for (String state : new String[] {" AND state NOT IN ('pending', 'running', 'cancelled')", " AND state IN ('pending', 'running', 'cancelled')"}) {
            rows.each(columns + state, row -> index.add(
                    Identity.of(
                            contexts.get(row.getLong(2)), row.getBytes(4), row.getBytes(6), row.getBytes(7), row.getBytes(8)),
                    new IdentityIndex.Found(row.getLong(1), row.getInt(3), State.named(row.getString(5)))));
        }
        return index;
    }

    /** The tasks of a chain that are not ok and can be repeated from what is kept. */
    void notOk(long chain, Recorded tasks) throws DatabaseException {
        rows.each("SELECT id, seq, payload, slot_offsets, tag, directory FROM tasks WHERE state <> 'ok' AND input_hash IS NULL AND"
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
        return rows.prepare(sql);
    }

    DatabaseException unreadable(SQLException cause) {
        return rows.unreadable(cause);
    }

    @Override
    public void close() throws DatabaseException {
        rows.close();
    }
}
