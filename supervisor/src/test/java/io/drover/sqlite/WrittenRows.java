package io.drover.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A file of the product written row by row, for those who read one. */
public abstract class WrittenRows implements AutoCloseable {
    private final Connection connection;

    protected WrittenRows(Path file, Database.Kind kind) throws DatabaseException {
        connection = Database.create(file, false, kind);
    }

    protected final PreparedStatement prepare(String sql) {
        try {
            return connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Each of {@code values} is what SQLite has such things as; null for NULL. */
    protected static void add(PreparedStatement row, Object... values) {
        try {
            for (int i = 0; i < values.length; i++) {
                row.setObject(i + 1, values[i]);
            }
            row.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public final void execute(String sql) {
        try {
            Database.execute(connection, List.of(sql));
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Override
    public final void close() {
        try {
            connection.commit();
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
