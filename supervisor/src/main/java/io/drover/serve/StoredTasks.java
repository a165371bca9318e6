package io.drover.serve;

import com.google.protobuf.ByteString;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.StoredTask;
import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
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

    private static final int MOST = 10_000;
    static final String OF_ALL = "SELECT id FROM tasks WHERE id < ? ORDER BY id DESC LIMIT ?";
    static final String OF_SOME = "SELECT id FROM tasks WHERE state = ? AND grp = ? AND id < ? ORDER BY id DESC LIMIT ?";
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

    /** The newest first. */
    List<StoredTask> list(ControlRequest.ListTasks wanted) throws DatabaseException {
        String state = wanted.getState();
        if (!state.isEmpty() && (state.equals("ready") || !Store.isOpen(state) && !Store.ENDED.contains(state))) {
            throw new DatabaseException("no task is ever " + state);
        }
        int most = wanted.getLimit() == 0 ? USUAL : Math.min(wanted.getLimit(), MOST);
        long before = wanted.getBefore() == 0 ? Long.MAX_VALUE : wanted.getBefore();
        return store.commit(connection -> {
            List<Long> ids = state.isEmpty() && wanted.getGroup().isEmpty()
                    ? ids(connection, OF_ALL, most, before)
                    : ids(connection, wanted, most, before);
            List<StoredTask> tasks = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS + " FROM tasks WHERE id = ?")) {
                for (long id : ids) {
                    select.setLong(1, id);
                    try (ResultSet row = select.executeQuery()) {
                        row.next();
                        tasks.add(task(row).build());
                    }
                }
            }
            return tasks;
        });
    }

    /** By way of how many there are in each group and state, so that those of many others are not read. */
    private static List<Long> ids(Connection connection, ControlRequest.ListTasks wanted, int most, long before) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT state, grp FROM counts WHERE tasks > 0"); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String state = row.getString(1).equals("ready") ? "waiting" : row.getString(1);
                if ((wanted.getState().isEmpty() || wanted.getState().equals(state))
                        && (wanted.getGroup().isEmpty() || wanted.getGroup().equals(row.getString(2)))) {
                    ids.addAll(ids(connection, OF_SOME, most, before, row.getString(1), row.getString(2)));
                }
            }
        }
        ids.sort(Comparator.reverseOrder());
        return ids.subList(0, Math.min(most, ids.size()));
    }

    private static List<Long> ids(Connection connection, String sql, int most, long before, String... of) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < of.length; i++) {
                select.setString(1 + i, of[i]);
            }
            select.setLong(of.length + 1, before);
            select.setInt(of.length + 2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
        }
        return ids;
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

    /** What is stored of what one has printed, from there on; over: no more comes. Empty where it runs, or there is no such task. */
    Optional<ControlReply.TaskOutput.Builder> printed(ControlRequest.ReadOutput wanted) throws DatabaseException {
        return store.commit(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT state, output, output_bytes, error, error_bytes FROM tasks WHERE id = ?")) {
                select.setLong(1, wanted.getTask());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next() || row.getString(1).equals("running")) {
                        return Optional.empty();
                    }
                    return Optional.of(ControlReply.TaskOutput.newBuilder()
                            .setOver(Store.ENDED.contains(row.getString(1)))
                            .setOutput(from(bytes(row.getBytes(2)), row.getLong(3), wanted.getOutput()))
                            .setNextOutput(row.getLong(3))
                            .setError(from(bytes(row.getBytes(4)), row.getLong(5), wanted.getError()))
                            .setNextError(row.getLong(5)));
                }
            }
        });
    }

    /** @param last of so many bytes in all */
    private static ByteString from(ByteString last, long all, long from) {
        long skip = from > all ? 0 : Math.max(0, from - (all - last.size()));
        return last.substring((int) Math.min(last.size(), skip));
    }

    /** Forgets the oldest of those that have ended, if there are more than so many; some at a time. */
    void keep(long most) throws DatabaseException {
        store.commit(connection -> {
            long ended = Database.number(connection, "SELECT sum(tasks) FROM counts WHERE state IN ('ok', 'failed', 'timed_out', 'lost', 'cancelled')");
            if (ended > most) {
                new Statement(connection, KEEP).number(Math.min(ended - most, FORGOTTEN_AT_ONCE)).sendOnce();
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
