package io.drover.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Who has a file whose table {@code runs} says of each run its process, when that started, and how the run ended. */
public final class OpenRuns {
    /** One that was killed a moment ago may not be gone yet. */
    private static final long PATIENCE_SECONDS = 1;

    private OpenRuns() {}

    /**
     * Refuses a file that a run has open.
     *
     * @throws DatabaseException if there is one; the message is for the user
     */
    public static void check(Connection connection, Path file) throws SQLException, DatabaseException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pid, pid_started FROM runs WHERE ending IS NULL")) {
            while (result.next()) {
                long pid = result.getLong(1);
                if (pid != ProcessHandle.current().pid() && startOf(pid) == result.getLong(2) && stays(pid)) {
                    throw new DatabaseException("--journal: " + file + " is in use by the run of process " + pid
                            + "; wait for its end or take another file");
                }
            }
        }
    }

    /** When process {@code pid} started; -1 if there is none. */
    public static long startOf(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> process.info().startInstant().map(Instant::toEpochMilli).orElse(0L))
                .orElse(-1L);
    }

    private static boolean stays(long pid) {
        try {
            ProcessHandle process = ProcessHandle.of(pid).orElse(null);
            if (process != null) {
                process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new AssertionError("the end of a process does not fail", e);
        }
    }
}
