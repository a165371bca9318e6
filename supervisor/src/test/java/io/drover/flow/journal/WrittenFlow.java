package io.drover.flow.journal;

import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The journal of a flow written row by row, for those who read one. Times are microseconds since 1970. */
public final class WrittenFlow implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement items;

    public WrittenFlow(Path file, String... stages) throws DatabaseException {
        connection = Database.create(file, false, FlowSchema.KIND);
        for (int stage = 0; stage < stages.length; stage++) {
            execute("INSERT INTO stages VALUES(%d, '%s')".formatted(stage, stages[stage]));
        }
        try {
            items = connection.prepareStatement("""
                    INSERT INTO items(id, stage, parent, value, state, run, attempts, came, started, nanos, worker, slot)
                    VALUES(?, ?, ?, ?, ?, ?, 1, ?, ?, ?, 0, ?)""");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code ended} 0 for a run that has not; {@code slots} of each stage. */
    public void run(long id, long started, long ended, int... slots) {
        execute("INSERT INTO runs VALUES(%d, %d, %s, %s, %s, x'', '1', 1, 1, 'a flow', '/tmp')".formatted(
                id, started, ended == 0 ? "NULL" : ended, ended == 0 ? "NULL" : "'completed'", ended == 0 ? "NULL" : "0"));
        for (int stage = 0; stage < slots.length; stage++) {
            execute("INSERT INTO slots VALUES(%d, %d, %d)".formatted(id, stage, slots[stage]));
        }
    }

    /** Of the first run; {@code started} 0 for one that has not. */
    public void item(long id, int stage, long parent, String value, String state, long came, long started, long nanos, int slot) {
        try {
            items.setLong(1, id);
            items.setInt(2, stage);
            items.setLong(3, parent);
            items.setBytes(4, value.getBytes(StandardCharsets.UTF_8));
            items.setString(5, state);
            items.setObject(6, started == 0 ? null : 1);
            items.setObject(7, came == 0 ? null : came);
            items.setObject(8, started == 0 ? null : started);
            items.setObject(9, started == 0 ? null : nanos);
            items.setObject(10, started == 0 ? null : slot);
            items.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public void execute(String sql) {
        try {
            Database.execute(connection, List.of(sql));
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.commit();
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
