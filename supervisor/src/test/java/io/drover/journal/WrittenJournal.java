package io.drover.journal;

import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A journal written row by row, for those who read one. */
public final class WrittenJournal implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement tasks;

    public WrittenJournal(Path file) throws DatabaseException {
        connection = Database.create(file, false, Schema.KIND);
        try {
            tasks = connection.prepareStatement("""
                    INSERT INTO tasks(id, run, seq, payload, state, last_run, attempts, started, nanos, slot, worker)
                    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Times are microseconds since 1970; {@code ended} 0 for a run that has not. */
    public void run(long id, long chain, long started, long ended, String command) {
        execute("INSERT INTO runs VALUES(%d, %d, %d, %s, %s, %s, '%s', x'', '/tmp', 'commands', x'', x'', x'', '1', 1, 1, %d, NULL, NULL)"
                .formatted(id, chain, started, ended == 0 ? "NULL" : String.valueOf(ended),
                        ended == 0 ? "NULL" : "'completed'", ended == 0 ? "NULL" : "0", command, ended == 0 ? 0 : 1));
    }

    /** A task of {@code run} that started at {@code started}; 0 if it did not. */
    public void task(long id, long run, String payload, String state, long started, long nanos, int slot) {
        task(id, run, payload.getBytes(StandardCharsets.UTF_8), state, started, nanos, slot);
    }

    public void task(long id, long run, byte[] payload, String state, long started, long nanos, int slot) {
        try {
            tasks.setLong(1, id);
            tasks.setLong(2, run);
            tasks.setLong(3, id);
            tasks.setBytes(4, payload);
            tasks.setString(5, state);
            tasks.setObject(6, started == 0 ? null : run);
            tasks.setInt(7, started == 0 ? 0 : 1);
            tasks.setObject(8, started == 0 ? null : started);
            tasks.setLong(9, nanos);
            tasks.setInt(10, slot);
            tasks.setInt(11, slot - 1);
            tasks.executeUpdate();
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
