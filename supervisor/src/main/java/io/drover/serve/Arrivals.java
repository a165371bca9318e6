package io.drover.serve;

import com.google.protobuf.ByteString;
import io.drover.proto.NewTask;
import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.Statements;
import io.drover.wire.EpochMicros;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Puts new tasks into the store. Called where that is changed, and committed with that. */
final class Arrivals {
    static final String SAME_KEY = "SELECT id FROM tasks INDEXED BY tasks_key WHERE key = ? AND ended IS NULL";
    private static final String INSERT = """
            INSERT INTO tasks(id, state, grp, priority, rank, due, pause, submitted, key, most, backoff, backoff_most, timeout,
                every, overlap, command, directory, environment)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final long LONGEST_MILLIS = 100L * 366 * 24 * 60 * 60 * 1000;
    private static final long LAST_MILLIS = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private final Connection connection;
    private final Statements statements;
    private final Dependents dependents;
    /** When the last came: nobody is before it because the clock was set back. */
    private long latest;

    Arrivals(Connection connection, Statements statements, Dependents dependents) throws SQLException {
        this.connection = connection;
        this.statements = statements;
        this.dependents = dependents;
        latest = Database.number(connection, "SELECT submitted FROM tasks ORDER BY id DESC LIMIT 1");
    }

    /**
     * What was added.
     *
     * @param ids of each task its own, or of that which stands for it
     * @param first the lowest rank of those that may start; {@link Long#MAX_VALUE}: none may
     * @param delayed whether there are some that have to wait for their time
     */
    record Added(List<Long> ids, long first, boolean delayed) {}

    Added add(List<NewTask> tasks) throws SQLException, DatabaseException {
        long last = Database.number(connection, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'tasks'");
        long now = EpochMicros.now();
        latest = Math.max(latest, now);
        List<Long> ids = new ArrayList<>(tasks.size());
        long first = Long.MAX_VALUE;
        boolean delayed = false;
        for (NewTask task : tasks) {
            if (task.getCommand().isEmpty()) {
                throw new DatabaseException("a task without a command");
            }
            if (!task.getDirectory().startsWith(ByteString.copyFromUtf8("/"))) {
                throw new DatabaseException("a task without the directory where it runs");
            }
            check(task);
            long same = task.getKey().isEmpty() ? 0 : sameKey(task.getKey());
            if (same > 0) {
                ids.add(same);
                continue;
            }
            String state = insert(++last, task, now);
            first = state.equals("waiting") ? Math.min(first, Rank.of(latest, task.getPriority())) : first;
            delayed |= state.equals("delayed") || state.equals("recurring");
            ids.add(last);
        }
        return new Added(ids, first, delayed);
    }

    /** Of what is said. */
    static void check(NewTask task) throws DatabaseException {
        if (Math.abs((long) task.getPriority()) > Rank.MOST_PRIORITY) {
            throw new DatabaseException("a priority can be from -" + Rank.MOST_PRIORITY + " to " + Rank.MOST_PRIORITY + ", not " + task.getPriority());
        }
        long pause = Math.max(Math.max(task.getDelayMillis(), task.getTimeoutMillis()), Math.max(task.getBackoffMillis(), task.getBackoffMostMillis()));
        long least = Math.min(Math.min(task.getDelayMillis(), task.getTimeoutMillis()), Math.min(task.getBackoffMillis(), task.getBackoffMostMillis()));
        if (least < 0 || pause > LONGEST_MILLIS || task.getAtMillis() < 0 || task.getAtMillis() > LAST_MILLIS) {
            throw new DatabaseException("no time can be longer than a hundred years, nor be later than in the year 9999");
        }
        if (task.getAttempts() < 0) {
            throw new DatabaseException("no task can be tried so often");
        }
        if (hasNul(task.getCommand()) || hasNul(task.getDirectory()) || task.getEnvironmentList().stream().anyMatch(Arrivals::isNoVariable)) {
            throw new DatabaseException("a command, a directory and variables, which are NAME=VALUE, cannot have a NUL in them");
        }
        if (!task.getEvery().isEmpty()) {
            if (task.getAtMillis() > 0 || task.getDelayMillis() > 0 || task.getAfterCount() > 0 || task.getStash()) {
                throw new DatabaseException("what comes again and again cannot wait for anything else");
            }
            try {
                Cron.parse(task.getEvery());
            } catch (IllegalArgumentException e) {
                throw new DatabaseException("--every: " + e.getMessage());
            }
        }
    }

    private static boolean hasNul(ByteString text) {
        return !text.isEmpty() && text.toStringUtf8().indexOf(0) >= 0;
    }

    private static boolean isNoVariable(ByteString variable) {
        return hasNul(variable) || variable.toStringUtf8().indexOf('=') <= 0;
    }

    private long sameKey(String key) throws SQLException {
        PreparedStatement sameKey = statements.get(SAME_KEY);
        sameKey.setString(1, key);
        try (ResultSet found = sameKey.executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    /** Its time, as far as it says so. */
    static long due(NewTask task, long now) {
        if (!task.getEvery().isEmpty()) {
            return Times.next(task.getEvery(), now, ZoneId.systemDefault());
        }
        return task.getAtMillis() > 0 ? 1000 * task.getAtMillis() : now + 1000 * task.getDelayMillis();
    }

    /** Returns its state. */
    private String insert(long id, NewTask task, long now) throws SQLException, DatabaseException {
        int open = 0;
        for (long earlier : task.getAfterList()) {
            open += dependents.add(id, earlier, task.getAfterAny()) ? 1 : 0;
        }
        boolean recurs = !task.getEvery().isEmpty();
        long pause = 1000 * task.getDelayMillis();
        long due = due(task, now);
        String state = recurs ? "recurring" : task.getStash() ? "stashed" : open > 0 ? "blocked" : due > now ? "delayed" : "waiting";
        statements.on(INSERT)
                .number(id)
                .text(state)
                .text(task.getGroup())
                .number(task.getPriority())
                .number(Rank.of(Math.max(latest, due), task.getPriority()))
                .number(due)
                .number(pause)
                .number(now)
                .text(task.getKey().isEmpty() ? null : task.getKey())
                .number(task.getAttempts())
                .number(1000 * task.getBackoffMillis())
                .number(1000 * Math.max(task.getBackoffMillis(), task.getBackoffMostMillis()))
                .number(task.getTimeoutMillis())
                .text(recurs ? task.getEvery() : null)
                .number(task.getOverlap() ? 1 : 0)
                .bytes(task.getCommand().toByteArray())
                .bytes(task.getDirectory().toByteArray())
                .bytes(joined(task.getEnvironmentList()))
                .send();
        return state;
    }

    /** Null for none. */
    static byte[] joined(List<ByteString> variables) {
        ByteArrayOutputStream environment = new ByteArrayOutputStream();
        for (ByteString variable : variables) {
            environment.writeBytes(variable.toByteArray());
            environment.write(0);
        }
        return environment.size() == 0 ? null : environment.toByteArray();
    }
}
