package io.drover.sqlite;

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
import java.util.function.Consumer;

/** Reads a file of ours, also one that is being written. Confined to one thread. */
public final class RowReader implements AutoCloseable {
    private final Path file;
    private final Database.Kind kind;
    private final Connection connection;

    /** Takes one row of an answer after the other. */
    @FunctionalInterface
    public interface Rows {
        void accept(ResultSet row) throws SQLException;
    }

    public RowReader(Path file, Database.Kind kind) throws DatabaseException {
        this.file = file;
        this.kind = kind;
        this.connection = Database.open(file, kind);
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

    public void each(String sql, Rows rows) throws DatabaseException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.accept(result);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The one number that {@code sql} answers; 0 for none. */
    public long number(String sql) throws SQLException {
        return Database.number(connection, sql);
    }

    /** Lets all that follows see the file as it is at the first query, also while it is being written. */
    public void hold() throws DatabaseException {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    public PreparedStatement prepare(String sql) throws DatabaseException {
        try {
            return connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    public DatabaseException unreadable(SQLException cause) {
        return new DatabaseException("cannot read " + kind.noun() + " " + file + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() throws DatabaseException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseException("cannot close " + kind.noun() + " " + file + ": " + e.getMessage(), e);
        }
    }
}
