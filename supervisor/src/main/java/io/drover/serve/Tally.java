package io.drover.serve;

import io.drover.sqlite.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many tasks have ended since the store was opened, whoever ended them, and how many failures were tried again. */
final class Tally {
    /** What an attempt is counted as that is followed by another. */
    static final String RETRIED = "retried";

    private static final String COUNT = " BEGIN INSERT INTO tally VALUES(%s, 1) ON CONFLICT(state) DO UPDATE SET tasks = tasks + 1; END";
    /** Of this connection alone, in memory. */
    private static final List<String> STATEMENTS = List.of(
            "PRAGMA temp_store = MEMORY",
            "CREATE TEMP TABLE tally(state TEXT PRIMARY KEY, tasks INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TEMP TRIGGER tally_ended AFTER UPDATE OF ended ON main.tasks WHEN old.ended IS NULL AND new.ended IS NOT NULL"
                    + String.format(COUNT, "new.state"),
            "CREATE TEMP TRIGGER tally_retried AFTER INSERT ON main.attempts" + String.format(COUNT, "'" + RETRIED + "'"));

    private final Connection connection;

    /** Counts from now on; nothing is committed here. */
    Tally(Connection connection) throws SQLException {
        this.connection = connection;
        Database.execute(connection, STATEMENTS);
    }

    Map<String, Long> counts() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT state, tasks FROM temp.tally"); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                counts.put(row.getString(1), row.getLong(2));
            }
        }
        return counts;
    }
}
