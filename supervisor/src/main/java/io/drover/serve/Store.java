package io.drover.serve;

import io.drover.proto.NewTask;
import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.OpenRuns;
import io.drover.sqlite.Statement;
import io.drover.wire.EpochMicros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks of a service in an SQLite file. Whatever a method changes is committed when it returns, all of it or nothing.
 *
 * <p>Any thread; one at a time.
 */
final class Store implements AutoCloseable {
    /** It may have begun before that was stored: what was ready then is not known to be untouched. */
    private static final String KILLED = "the service was killed while it ran, or was about to";
    /** A task that ran at so many kills of the service is quarantined: it may have been the cause. */
    private static final int MOST_KILLS = 5;
    /** What has not ended. */
    private static final Set<String> OPEN = Set.of("blocked", "delayed", "waiting", "ready", "running", "held", "recurring", "quarantined");

    private final Connection connection;
    private final Path file;
    private final long run;
    private final Dependents dependents;
    private final Groups groups;
    private final Arrivals arrivals;
    private final Turns turns;
    private final Times times;
    private final Ends ends;

    private Store(Connection connection, Path file, long run, int usualAttempts) throws SQLException {
        this.connection = connection;
        this.file = file;
        this.run = run;
        dependents = new Dependents(connection);
        groups = new Groups(connection);
        arrivals = new Arrivals(connection, dependents);
        turns = new Turns(connection, groups);
        times = new Times(connection);
        ends = new Ends(connection, usualAttempts);
    }

    /**
     * Takes the file for this process.
     *
     * @param name of the service
     * @param durable what is accepted survives a power failure too
     * @param interrupted what becomes of what ran when its service was killed
     * @param usualAttempts of tasks that do not say how many
     * @throws DatabaseException when it cannot be used; the message is for the user
     */
    static Store open(Path file, String name, boolean durable, Interrupted interrupted, int usualAttempts) throws DatabaseException {
        try {
            makePrivate(file);
            Connection connection = Database.create(file, durable, QueueSchema.KIND);
            try {
                connection.setAutoCommit(true);
                Database.execute(connection, List.of("BEGIN IMMEDIATE"));
                OpenRuns.check("--store", connection, file);
                Database.execute(connection, List.of(
                        "UPDATE runs SET ending = 'killed' WHERE ending IS NULL",
                        "UPDATE tasks SET kills = kills + 1 WHERE state = 'running'",
                        "UPDATE tasks SET state = 'quarantined', why = '" + KILLED + ", " + MOST_KILLS + " times'"
                                + " WHERE state = 'running' AND kills >= " + MOST_KILLS,
                        "UPDATE tasks SET " + switch (interrupted) {
                            case RERUN -> "state = 'waiting'";
                            case HOLD -> "state = 'held', why = '" + KILLED + "'";
                            case FAIL -> "state = 'lost', why = '" + KILLED + "', ended = " + EpochMicros.now();
                        } + " WHERE state IN ('ready', 'running')",
                        "DELETE FROM counts WHERE tasks = 0"));
                long run = begin(connection, name);
                Database.execute(connection, List.of("COMMIT"));
                connection.setAutoCommit(false);
                Store store = new Store(connection, file, run, usualAttempts);
                return store.commit(unused -> {
                    store.dependents.settleLost();
                    return store;
                });
            } catch (SQLException | DatabaseException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot use " + file + " as the store of a service: " + e.getMessage(), e);
        }
    }

    /** Command lines and what they print are for nobody else. SQLite gives the files beside it the same mode. */
    private static void makePrivate(Path file) throws DatabaseException {
        try {
            if (!Files.exists(file) && Files.isDirectory(file.toAbsolutePath().getParent())) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (IOException e) {
            throw new DatabaseException("cannot make " + file + ": " + e.getMessage(), e);
        }
    }

    private static long begin(Connection connection, String name) throws SQLException {
        long run = Database.number(connection, "SELECT coalesce(max(id), 0) + 1 FROM runs");
        long pid = ProcessHandle.current().pid();
        new Statement(connection, "INSERT INTO runs(id, started, name, pid, pid_started) VALUES(?, ?, ?, ?, ?)")
                .number(run).number(EpochMicros.now()).text(name).number(pid).number(OpenRuns.startOf(pid)).send();
        return run;
    }

    /** Work on the database, which is undone where it fails. */
    interface Work<T> {
        T run(Connection connection) throws SQLException, DatabaseException;
    }

    Dependents dependents() {
        return dependents;
    }

    Groups groups() {
        return groups;
    }

    synchronized <T> T commit(Work<T> work) throws DatabaseException {
        try {
            T result = work.run(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollback();
            throw new DatabaseException("cannot use " + file + ": " + e.getMessage(), e);
        } catch (DatabaseException | RuntimeException | Error e) {
            rollback();
            throw e;
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // What was done is lost with the connection, as it should be.
        }
    }

    /** Adds tasks. */
    Arrivals.Added submit(List<NewTask> tasks) throws DatabaseException {
        return commit(unused -> arrivals.add(tasks));
    }

    static boolean isOpen(String state) {
        return OPEN.contains(state);
    }

    /** As {@link Turns#take}; from now on the service has them. */
    List<DueTask> take(int most, long before) throws DatabaseException {
        return commit(unused -> turns.take(most, before));
    }

    /** As {@link Times#wake}. */
    long wake(long nowMicros) throws DatabaseException {
        return commit(unused -> times.wake(nowMicros));
    }

    /**
     * Those are on their way to a worker: what becomes of them is not known if the service is killed now.
     *
     * @param attempts by task, which one this is
     */
    void begun(Map<Long, Integer> attempts) throws DatabaseException {
        commit(unused -> {
            ends.begun(attempts);
            return null;
        });
    }

    /** They have ended, or are tried again; returns whether others may start now that waited for them. */
    boolean ended(List<TaskEnd> over) throws DatabaseException {
        return commit(unused -> ends.ended(over, dependents, groups));
    }

    /** The service ends: what it has and has not started waits for the next one. */
    @Override
    public void close() throws DatabaseException {
        commit(unused -> {
            Database.execute(connection, List.of("UPDATE tasks SET state = 'waiting' WHERE state = 'ready'"));
            new Statement(connection, "UPDATE runs SET ended = ?, ending = 'stopped' WHERE id = ?").number(EpochMicros.now()).number(run).send();
            return null;
        });
        try {
            connection.setAutoCommit(true);
            Database.execute(connection, List.of("PRAGMA wal_checkpoint(TRUNCATE)"));
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseException("cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
