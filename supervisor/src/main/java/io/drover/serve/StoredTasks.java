package io.drover.serve;

import com.google.protobuf.ByteString;
import io.drover.proto.ControlRequest;
import io.drover.proto.StoredTask;
import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.Statement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What people ask of the tasks in a store. Any thread. */
final class StoredTasks {
    private static final int USUAL = 100;
    private static final int FORGOTTEN_AT_ONCE = 5000;
    private static final String COLUMNS =
            "id, CASE state WHEN 'ready' THEN 'waiting' ELSE state END, command, directory, grp, priority, attempts, submitted, due,"
                    + " started, ended, exit, signal, why, every, entry";

    static final String KEEP = "DELETE FROM tasks WHERE id IN (SELECT id FROM tasks WHERE ended IS NOT NULL ORDER BY ended LIMIT ?)";

    private final Store store;

    StoredTasks(Store store) {
        this.store = store;
    }

    /** How many are in which state, all groups together. */
    Map<String, Long> counts() throws DatabaseException {
        Map<String, Long> counts = new TreeMap<>();
        countsByGroup().values().forEach(ofGroup -> ofGroup.forEach((state, tasks) -> counts.merge(state, tasks, Long::sum)));
        return counts;
    }

    /** How many of each group are in which state; the name of those without a group is empty. */
    Map<String, Map<String, Long>> countsByGroup() throws DatabaseException {
        return store.commit(connection -> {
            Map<String, Map<String, Long>> counts = new TreeMap<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT grp, state, tasks FROM counts WHERE tasks > 0");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String state = row.getString(2).equals("ready") ? "waiting" : row.getString(2);
                    counts.computeIfAbsent(row.getString(1), unused -> new TreeMap<>()).merge(state, row.getLong(3), Long::sum);
                }
            }
            return counts;
        });
    }

    List<StoredTask> list(ControlRequest.ListTasks wanted) throws DatabaseException {
        StringBuilder where = new StringBuilder("WHERE (? = 0 OR id < ?)");
        where.append(wanted.getState().isEmpty() ? "" : wanted.getState().equals("waiting") ? " AND state IN ('waiting', 'ready')" : " AND state = ?");
        where.append(wanted.getGroup().isEmpty() ? "" : " AND grp = ?");
        return store.commit(connection -> {
            List<StoredTask> tasks = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT " + COLUMNS + " FROM tasks " + where + " ORDER BY id DESC LIMIT ?")) {
                int at = 0;
                select.setLong(++at, wanted.getBefore());
                select.setLong(++at, wanted.getBefore());
                if (where.indexOf("state = ?") >= 0) {
                    select.setString(++at, wanted.getState());
                }
                if (!wanted.getGroup().isEmpty()) {
                    select.setString(++at, wanted.getGroup());
                }
                select.setInt(++at, wanted.getLimit() == 0 ? USUAL : Math.min(wanted.getLimit(), 10_000));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        tasks.add(task(row).build());
                    }
                }
            }
            return tasks;
        });
    }

    /** @param output and what it has printed */
    Optional<StoredTask> find(long id, boolean output) throws DatabaseException {
        return store.commit(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS + ", output, error FROM tasks WHERE id = ?")) {
                select.setLong(1, id);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    StoredTask.Builder task = task(row);
                    if (output) {
                        task.setOutput(bytes(row.getBytes(17))).setError(bytes(row.getBytes(18)));
                    }
                    return Optional.of(task.build());
                }
            }
        });
    }

    /** Forgets the oldest of those that have ended, if there are more than so many; some at a time. */
    void keep(long most) throws DatabaseException {
        store.commit(connection -> {
            long ended = Database.number(connection, "SELECT sum(tasks) FROM counts WHERE state IN ('ok', 'failed', 'timed_out', 'lost', 'cancelled')");
            if (ended > most) {
                new Statement(connection, KEEP).number(Math.min(ended - most, FORGOTTEN_AT_ONCE)).send();
            }
            return null;
        });
    }

    private static StoredTask.Builder task(ResultSet row) throws SQLException {
        StoredTask.Builder task = StoredTask.newBuilder()
                .setId(row.getLong(1))
                .setState(row.getString(2))
                .setCommand(bytes(row.getBytes(3)))
                .setDirectory(bytes(row.getBytes(4)))
                .setGroup(text(row.getString(5)))
                .setPriority(row.getInt(6))
                .setAttempts(row.getInt(7))
                .setSubmittedMillis(row.getLong(8) / 1000)
                .setDueMillis(row.getLong(9) / 1000)
                .setStartedMillis(row.getLong(10) / 1000)
                .setEndedMillis(row.getLong(11) / 1000)
                .setWhy(text(row.getString(14)))
                .setEvery(text(row.getString(15)))
                .setEntry(row.getLong(16));
        int exit = row.getInt(12);
        if (!row.wasNull()) {
            task.setExit(exit);
        }
        int signal = row.getInt(13);
        if (!row.wasNull()) {
            task.setSignal(signal);
        }
        return task;
    }

    private static ByteString bytes(byte[] value) {
        return value == null ? ByteString.EMPTY : ByteString.copyFrom(value);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
