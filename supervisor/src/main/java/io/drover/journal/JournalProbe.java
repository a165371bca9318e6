package io.drover.journal;

import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether a journal can be written, asked without a run. */
public final class JournalProbe {
    private JournalProbe() {}

    /** Makes an empty journal below {@code directory} for a moment; returns the version of SQLite. */
    public static String version(Path directory) throws DatabaseException {
        try {
            Path scratch = Files.createTempDirectory(directory, "drover-probe-");
            Path file = scratch.resolve("run.db");
            try (Connection connection = Database.create(file, false, Schema.KIND)) {
                return connection.getMetaData().getDatabaseProductVersion();
            } finally {
                for (String ending : new String[] {"", "-wal", "-shm"}) {
                    Files.deleteIfExists(scratch.resolve("run.db" + ending));
                }
                Files.deleteIfExists(scratch);
            }
        } catch (DatabaseException e) {
            throw e;
        } catch (IOException | SQLException e) {
            throw new DatabaseException("SQLite does not work in " + directory + ": " + e.getMessage(), e);
        }
    }
}
