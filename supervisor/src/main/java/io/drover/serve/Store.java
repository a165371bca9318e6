package io.drover.serve;

import io.drover.posix.OwnerOnly;
import io.drover.proto.ControlRequest;
import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.OpenRuns;
import io.drover.sqlite.Statement;
import io.drover.sqlite.Statements;
import io.drover.wire.EpochMicros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final Set<String> OPEN = Set.of("blocked", "delayed", "waiting", "ready", "running", "held", "stashed", "recurring", "quarantined");

    /** Done first, it locks the file for a transaction: what was read is still so when something is written, though another has the file open. */
    private static final String LOCK = "DELETE FROM departing WHERE task < 0";
    /** How they end. */
    static final Set<String> ENDED = Set.of("ok", "failed", "timed_out", "lost", "cancelled");

    private final Connection connection;
    private final Path file;
    private final long run;
    private final Statements statements;
    private final Dependents dependents;
    private final Departures departures;
    private final Groups groups;
    private final Batches batches;
    private final Turns turns;
    private final Times times;
    private final Ends ends;
    private final Changes changes;
    private final Tally tally;
    /** Another has the store: nothing more is taken out. */
    private boolean departed;

    private Store(Connection connection, Path file, long run, int usualAttempts, Tally tally) throws SQLException {
        this.connection = connection;
        this.file = file;
        this.run = run;
        this.tally = tally;
        statements = new Statements(connection);
        dependents = new Dependents(connection, statements);
        departures = new Departures(connection, run);
        groups = new Groups(connection);
        batches = new Batches(statements, new Arrivals(connection, statements, dependents));
        turns = new Turns(statements, groups);
        times = new Times(connection, statements);
        ends = new Ends(statements, usualAttempts);
        changes = new Changes(statements, dependents);
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
                Departures.forgetDead(connection);
                interrupt(connection, interrupted, Departures.NOT_DEPARTING);
                Database.execute(connection, List.of(
                        "UPDATE runs SET ending = 'killed' WHERE ending IS NULL", "DELETE FROM counts WHERE tasks = 0"));
                long run = begin(connection, name);
                Database.execute(connection, List.of("COMMIT"));
                Store store = new Store(connection, file, run, usualAttempts, new Tally(connection));
                // Not before: what is read there would not be what is locked later.
                connection.setAutoCommit(false);
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

    /**
     * The rule for what was in hand when its service was killed.
     *
     * @param which condition for the rows of tasks
     */
    static void interrupt(Connection connection, Interrupted rule, String which) throws SQLException {
        Database.execute(connection, List.of(
                "UPDATE tasks SET kills = kills + 1 WHERE state = 'running' AND " + which,
                "UPDATE tasks SET state = 'quarantined', why = '" + KILLED + ", " + MOST_KILLS + " times'"
                        + " WHERE state = 'running' AND kills >= " + MOST_KILLS + " AND " + which,
                "UPDATE tasks SET " + switch (rule) {
                    case RERUN -> "state = 'waiting'";
                    case HOLD -> "state = 'held', why = '" + KILLED + "'";
                    case FAIL -> "state = 'lost', why = '" + KILLED + "', ended = " + EpochMicros.now();
                } + " WHERE " + Departures.IN_HAND + " AND " + which));
    }

    /** Command lines and what they print are for nobody else. SQLite gives the files beside it the same mode. */
    private static void makePrivate(Path file) throws DatabaseException {
        try {
            if (!Files.exists(file) && Files.isDirectory(file.toAbsolutePath().getParent())) {
                Files.createFile(file, OwnerOnly.FILE);
            }
        } catch (IOException e) {
            throw new DatabaseException("cannot make " + file + ": " + e.getMessage(), e);
        }
    }

    private static long begin(Connection connection, String name) throws SQLException {
        long run = Database.number(connection, "SELECT coalesce(max(id), 0) + 1 FROM runs");
        long pid = ProcessHandle.current().pid();
        new Statement(connection, "INSERT INTO runs(id, started, name, pid, pid_started) VALUES(?, ?, ?, ?, ?)")
                .number(run).number(EpochMicros.now()).text(name).number(pid).number(OpenRuns.startOf(pid)).sendOnce();
        return run;
    }

    /** Work on the database, which is undone where it fails. */
    interface Work<T> {
        T run(Connection connection) throws SQLException, DatabaseException;
    }

    Dependents dependents() {
        return dependents;
    }

    Changes changes() {
        return changes;
    }

    Departures departures() {
        return departures;
    }

    Turns turns() {
        return turns;
    }

    Groups groups() {
        return groups;
    }

    /** As {@link Tally#counts}. */
    Map<String, Long> tally() throws DatabaseException {
        return commit(unused -> tally.counts());
    }

    synchronized <T> T commit(Work<T> work) throws DatabaseException {
        try {
            statements.get(LOCK).executeUpdate();
            T result = work.run(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollback();
            statements.renew();
            throw new DatabaseException(StoreFailure.words(e, file), e);
        } catch (DatabaseException | RuntimeException | Error e) {
            rollback();
            throw e;
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // SQLite itself has done so, after an error of the disk, and the driver has begun no other transaction.
            beginAgain();
        }
    }

    private void beginAgain() {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // There was nothing to be committed.
        }
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            // What was done is lost with the connection, as it should be.
        }
    }

    /** As {@link Batches#add}. */
    Arrivals.Added submit(ControlRequest.Submit wanted) throws DatabaseException {
        return commit(unused -> batches.add(wanted));
    }

    static boolean isOpen(String state) {
        return OPEN.contains(state);
    }

    /** As {@link Turns#take}; from now on the service has them. */
    List<DueTask> take(int most, long before) throws DatabaseException {
        return commit(unused -> departed ? List.of() : turns.take(most, before));
    }

    /** The same while others still run what was theirs: all of them together have no more in hand than there are slots. */
    List<DueTask> take(int most, long before, int slots) throws DatabaseException {
        return commit(unused -> departed ? List.of() : turns.take((int) Math.min(most, departures.room(slots)), before));
    }

    /** Those that it had in memory wait again. */
    void giveBack(List<Long> tasks) throws SQLException {
        turns.putBack(tasks);
        if (departed) {
            departures.givenBack(tasks);
        }
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
        return commit(unused -> {
            if (departed) {
                departures.settled(over);
            }
            return ends.ended(over, dependents, groups);
        });
    }

    /** Another process may take the store: what this one has in hand stays its own, and it takes no more. */
    synchronized void depart() throws DatabaseException {
        commit(unused -> {
            departures.begin();
            return null;
        });
        departed = true;
    }

    /**
     * As if {@link #depart} had not been: the other has died.
     *
     * @throws DatabaseException when somebody has the store by now
     */
    synchronized void stay(Interrupted rule) throws DatabaseException {
        commit(unused -> {
            OpenRuns.checkOthers("--store", connection, file);
            interrupt(connection, rule, Departures.NOT_DEPARTING);
            Database.execute(connection, List.of("UPDATE runs SET ending = 'killed' WHERE ending IS NULL"));
            departures.undo();
            return null;
        });
        departed = false;
    }

    /** The service ends: what it has and has not started waits for the next one. */
    @Override
    public void close() throws DatabaseException {
        commit(unused -> {
            if (departed) {
                departures.end();
                return null;
            }
            Database.execute(connection, List.of("UPDATE tasks SET state = 'waiting' WHERE state = 'ready' AND " + Departures.NOT_DEPARTING));
            new Statement(connection, "UPDATE runs SET ended = ?, ending = 'stopped' WHERE id = ?").number(EpochMicros.now()).number(run).sendOnce();
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
