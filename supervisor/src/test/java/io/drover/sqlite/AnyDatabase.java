package io.drover.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

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

    public static Connection open(Path file) throws SQLException {
        try {
            return Driver.connect(file);
        } catch (DatabaseException e) {
            throw new SQLException(e);
        }
    }
}
