package io.drover.serve;

import com.google.protobuf.ByteString;
import io.drover.proto.NewTask;
import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.OpenRuns;
import io.drover.sqlite.Statement;
import io.drover.wire.EpochMicros;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The tasks of a service in an SQLite file. Whatever a method changes is committed when it returns, all of it or nothing.
 *
 * <p>Any thread; one at a time.
 */
final class Store implements AutoCloseable {
    /** It may have begun before that was stored: what was ready then is not known to be untouched. */
    private static final String KILLED = "the service was killed while it ran, or was about to";
    /** What has not ended. */
    static final String OPEN = "('blocked', 'delayed', 'waiting', 'ready', 'running', 'held')";

    private final Connection connection;
    private final Path file;
    private final long run;
    private final Statement inserted;
    private final PreparedStatement sameKey;
    private final Dependents dependents;
    private final Statement begun;
    private final Statement ended;
    private final PreparedStatement due;

    private Store(Connection connection, Path file, long run) throws SQLException {
        this.connection = connection;
        this.file = file;
        this.run = run;
        inserted = new Statement(connection, """
                INSERT INTO tasks(id, state, priority, due, command, directory, environment, grp, key, most, timeout, submitted)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        sameKey = connection.prepareStatement(
                "SELECT id FROM tasks WHERE key = ? AND state IN ('blocked', 'delayed', 'waiting', 'ready', 'running')");
        dependents = new Dependents(connection);
        begun = new Statement(connection, "UPDATE tasks SET state = 'running', started = ?, attempts = ? WHERE id = ?");
        ended = new Statement(connection, """
                UPDATE tasks SET state = ?, attempts = ?, started = ?, ended = ?, exit = ?, signal = ?, why = ?, output = ?, error = ?
                WHERE id = ?""");
        due = connection.prepareStatement("""
                UPDATE tasks SET state = 'ready'
                WHERE id IN (SELECT id FROM tasks WHERE state = 'waiting' ORDER BY priority DESC, id LIMIT ?)
                RETURNING id, command, directory, environment, priority, most, timeout""");
    }

    /**
     * Takes the file for this process.
     *
     * @param name of the service
     * @param durable what is accepted survives a power failure too
     * @param interrupted what becomes of what ran when its service was killed
     * @throws DatabaseException when it cannot be used; the message is for the user
     */
    static Store open(Path file, String name, boolean durable, Interrupted interrupted) throws DatabaseException {
        try {
            makePrivate(file);
            Connection connection = Database.create(file, durable, QueueSchema.KIND);
            try {
                connection.setAutoCommit(true);
                Database.execute(connection, List.of("BEGIN IMMEDIATE"));
                OpenRuns.check("--store", connection, file);
                Database.execute(connection, List.of(
                        "UPDATE runs SET ending = 'killed' WHERE ending IS NULL",
                        "UPDATE tasks SET " + switch (interrupted) {
                            case RERUN -> "state = 'waiting'";
                            case HOLD -> "state = 'held', why = '" + KILLED + "'";
                            case FAIL -> "state = 'lost', why = '" + KILLED + "', ended = " + EpochMicros.now();
                        } + " WHERE state IN ('ready', 'running')"));
                long run = begin(connection, name);
                Database.execute(connection, List.of("COMMIT"));
                connection.setAutoCommit(false);
                Store store = new Store(connection, file, run);
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

    /** Adds tasks; returns their ids, or of each the id of that which stands for it. */
    List<Long> submit(List<NewTask> tasks) throws DatabaseException {
        return commit(unused -> {
            long last = Database.number(connection, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'tasks'");
            long now = EpochMicros.now();
            List<Long> ids = new ArrayList<>(tasks.size());
            for (NewTask task : tasks) {
                long same = task.getKey().isEmpty() ? 0 : sameKey(task.getKey());
                if (same > 0) {
                    ids.add(same);
                    continue;
                }
                insert(++last, task, now);
                ids.add(last);
            }
            return ids;
        });
    }

    private long sameKey(String key) throws SQLException {
        sameKey.setString(1, key);
        try (ResultSet found = sameKey.executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    private void insert(long id, NewTask task, long now) throws SQLException, DatabaseException {
        int open = 0;
        for (long earlier : task.getAfterList()) {
            open += dependents.add(id, earlier, task.getAfterAny()) ? 1 : 0;
        }
        String state = open > 0 ? "blocked" : task.getDelayMillis() > 0 ? "delayed" : "waiting";
        ByteArrayOutputStream environment = new ByteArrayOutputStream();
        for (ByteString variable : task.getEnvironmentList()) {
            environment.writeBytes(variable.toByteArray());
            environment.write(0);
        }
        inserted.number(id)
                .text(state)
                .number(task.getPriority())
                .number(now + 1000 * task.getDelayMillis())
                .bytes(task.getCommand().toByteArray())
                .bytes(task.getDirectory().toByteArray())
                .bytes(environment.size() == 0 ? null : environment.toByteArray())
                .text(task.getGroup().isEmpty() ? null : task.getGroup())
                .text(task.getKey().isEmpty() ? null : task.getKey())
                .number(task.getAttempts())
                .number(task.getTimeoutMillis())
                .number(now)
                .send();
    }

    static boolean isOpen(String state) {
        return OPEN.contains("'" + state + "'");
    }

    /** What may start now, at most so many, the first one first. From now on the service has them. */
    List<DueTask> due(int most) throws DatabaseException {
        return commit(unused -> {
            List<DueTask> tasks = new ArrayList<>();
            due.setInt(1, most);
            try (ResultSet row = due.executeQuery()) {
                while (row.next()) {
                    tasks.add(new DueTask(
                            row.getLong(1), ByteString.copyFrom(row.getBytes(2)), row.getBytes(3), variables(row.getBytes(4)), row.getInt(5),
                            row.getInt(6), row.getLong(7)));
                }
            }
            tasks.sort(Comparator.comparingInt(DueTask::priority).reversed().thenComparingLong(DueTask::id));
            return tasks;
        });
    }

    private static List<byte[]> variables(byte[] joined) {
        List<byte[]> variables = new ArrayList<>();
        int from = 0;
        for (int i = 0; joined != null && i < joined.length; i++) {
            if (joined[i] == 0) {
                variables.add(Arrays.copyOfRange(joined, from, i));
                from = i + 1;
            }
        }
        return variables;
    }

    /** Lets those wait whose time has come; returns the time of the next, in microseconds since 1970; {@link Long#MAX_VALUE}: none. */
    long wake() throws DatabaseException {
        return commit(unused -> {
            new Statement(connection, "UPDATE tasks SET state = 'waiting' WHERE state = 'delayed' AND due <= ?").number(EpochMicros.now()).send();
            long next = Database.number(connection, "SELECT min(due) FROM tasks WHERE state = 'delayed'");
            return next == 0 ? Long.MAX_VALUE : next;
        });
    }

    /**
     * Those are on their way to a worker: what becomes of them is not known if the service is killed now.
     *
     * @param attempts by task, which one this is
     */
    void begun(Map<Long, Integer> attempts) throws DatabaseException {
        commit(unused -> {
            for (Map.Entry<Long, Integer> task : attempts.entrySet()) {
                begun.number(EpochMicros.now()).number(task.getValue()).number(task.getKey()).addRow();
            }
            begun.execute();
            return null;
        });
    }

    /** They have their final states; returns whether others may start now that waited for them. */
    boolean ended(List<TaskEnd> ends) throws DatabaseException {
        return commit(unused -> {
            for (TaskEnd end : ends) {
                boolean ran = end.startedMicros() > 0;
                boolean over = !isOpen(end.state());
                ended.text(end.state())
                        .number(end.attempts())
                        .number(end.startedMicros(), ran)
                        .number(ran ? end.startedMicros() + end.runNanos() / 1000 : EpochMicros.now(), over)
                        .number(Math.max(0, end.exit()), end.exit() >= 0)
                        .number(Math.max(0, end.signal()), end.signal() >= 0)
                        .text(end.why())
                        .bytes(end.output())
                        .bytes(end.error())
                        .number(end.id())
                        .addRow();
            }
            ended.execute();
            boolean freed = false;
            for (TaskEnd end : ends) {
                freed |= !isOpen(end.state()) && dependents.settle(end.id(), end.state().equals("ok"));
            }
            return freed;
        });
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
