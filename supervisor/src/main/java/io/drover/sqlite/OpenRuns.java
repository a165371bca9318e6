package io.drover.sqlite;

import io.drover.posix.ProcessTree;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Who has a file whose table {@code runs} says of each run its process, when that started, and how the run ended. */
public final class OpenRuns {
    /** One that was killed a moment ago may not be gone yet. */
    private static final long PATIENCE_SECONDS = 1;

    /** Of this process: with what each run has its file open. A connection that nobody has any more is as good as closed. */
    static final Map<Path, WeakReference<Connection>> HERE = new HashMap<>();

    private OpenRuns() {}

    /**
     * Refuses a file that a run has open. Else it is that of the run that asks, until the connection is closed.
     *
     * @param option that names the file
     * @throws DatabaseException if there is one; the message is for the user
     */
    public static void check(String option, Connection connection, Path file) throws SQLException, DatabaseException {
        checkOthers(option, connection, file);
        if (!takeHere(connection, file)) {
            throw inUse(option, file, ProcessHandle.current().pid());
        }
    }

    /** Refuses a file that a run of another process has open. */
    public static void checkOthers(String option, Connection connection, Path file) throws SQLException, DatabaseException {
        long here = ProcessHandle.current().pid();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pid, pid_started FROM runs WHERE ending IS NULL")) {
            while (result.next()) {
                long pid = result.getLong(1);
                if (pid != here && startOf(pid) == result.getLong(2) && stays(pid)) {
                    throw inUse(option, file, pid);
                }
            }
        }
    }

    private static DatabaseException inUse(String option, Path file, long pid) {
        return new DatabaseException(
                option + ": " + file + " is in use by the run of process " + pid + "; wait for its end or take another file");
    }

    private static boolean takeHere(Connection connection, Path file) throws SQLException, DatabaseException {
        synchronized (HERE) {
            for (Iterator<WeakReference<Connection>> open = HERE.values().iterator(); open.hasNext();) {
                Connection other = open.next().get();
                if (other == null || other.isClosed()) {
                    open.remove();
                }
            }
            return HERE.putIfAbsent(real(file), new WeakReference<>(connection)) == null;
        }
    }

    private static Path real(Path file) throws DatabaseException {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new DatabaseException("cannot use " + file + " as a journal: " + e.getMessage(), e);
        }
    }

    /** When process {@code pid} started; -1 if there is none. */
    public static long startOf(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> process.info().startInstant().map(Instant::toEpochMilli).orElse(0L))
                .orElse(-1L);
    }

    /** Whether the process that had this number when it started, then, is there and not dead. */
    public static boolean lives(int pid, long started) {
        return startOf(pid) == started && !ProcessTree.isDead(pid);
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
