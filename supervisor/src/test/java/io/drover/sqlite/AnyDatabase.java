package io.drover.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Any SQLite file, for a look from outside. With the one native library that the product loads: a second one in the same
 * JVM crashes it.
 */
public final class AnyDatabase {
    private AnyDatabase() {}

    /** As if the runs of this process had been killed: their files are for others. */
    public static void kill() {
        synchronized (OpenRuns.HERE) {
            OpenRuns.HERE.clear();
        }
    }

    /** The rows of an answer, each as its columns with spaces between them. */
    public static List<String> rows(Path file, String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = open(file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(String.join(" ", row));
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return rows;
    }

    public static Connection open(Path file) throws SQLException {
        try {
            return Driver.connect(file);
        } catch (DatabaseException e) {
            throw new SQLException(e);
        }
    }
}
