package io.drover.serve;

import com.google.protobuf.ByteString;
import io.drover.proto.NewTask;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.Statements;
import io.drover.wire.EpochMicros;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What people have done with a single task. A task that is not in the state for it is refused, with a message for the user. Called where
 * the store is changed, and committed with that.
 */
final class Changes {
    private static final Set<String> WITH_WORKERS = Set.of("ready", "running");
    private static final Set<String> TO_COME = Set.of("blocked", "delayed", "waiting");

    private final Statements statements;
    private final Dependents dependents;

    Changes(Statements statements, Dependents dependents) {
        this.statements = statements;
        this.dependents = dependents;
    }

    /** What is known of a task before it is changed. */
    private record Row(String state, String key, int priority, long rank, long due, String every, byte[] environment) {}

    private Row row(long id) throws SQLException, DatabaseException {
        PreparedStatement select = statements.get("SELECT state, key, priority, rank, due, every, environment FROM tasks WHERE id = ?");
        select.setLong(1, id);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new DatabaseException("there is no task " + id);
            }
            return new Row(
                    row.getString(1), row.getString(2), row.getInt(3), row.getLong(4), row.getLong(5), row.getString(6), row.getBytes(7));
        }
    }

    private static DatabaseException refused(long id, String state, String why) {
        return new DatabaseException("task " + id + (state.equals("ready") ? " is about to run: " : " is " + state + ": ") + why);
    }

    /** Nobody wants it any more; returns whether it is the crew that has to know. */
    boolean cancel(long id) throws SQLException, DatabaseException {
        String state = row(id).state();
        if (!Store.isOpen(state)) {
            throw new DatabaseException("task " + id + " has ended: " + state);
        }
        if (WITH_WORKERS.contains(state)) {
            return true;
        }
        end(id, "cancelled");
        return false;
    }

    private void end(long id, String state) throws SQLException {
        statements.on("UPDATE tasks SET state = ?, ended = ? WHERE id = ?").text(state).number(EpochMicros.now()).number(id).send();
        dependents.remove(id);
        dependents.settle(id, false);
    }

    /** Lets one wait again that is not ok, as if it were new. */
    void retry(long id) throws SQLException, DatabaseException {
        Row row = row(id);
        boolean stays = row.state().equals("held") || row.state().equals("quarantined");
        if (row.every() != null || row.state().equals("ok") || Store.isOpen(row.state()) && !stays) {
            throw refused(id, row.state(), "nothing to run again");
        }
        if (!stays && row.key() != null) {
            checkKey(id, row.key());
        }
        long now = EpochMicros.now();
        statements.on("UPDATE tasks SET state = 'waiting', rank = ?, due = ?, pause = 0, tried = 0, attempts = 0, losses = 0, kills = 0,"
                + " started = NULL, ended = NULL, exit = NULL, signal = NULL, why = NULL, output = NULL, error = NULL,"
                + " output_bytes = NULL, error_bytes = NULL WHERE id = ?")
                .number(Rank.of(now, row.priority())).number(now).number(id).send();
        statements.on("DELETE FROM attempts WHERE task = ?").number(id).send();
    }

    private void checkKey(long id, String key) throws SQLException, DatabaseException {
        PreparedStatement select = statements.get(Arrivals.SAME_KEY);
        select.setString(1, key);
        try (ResultSet other = select.executeQuery()) {
            if (other.next()) {
                throw new DatabaseException("task " + id + " has the key " + key + ", as has task " + other.getLong(1) + ", which has not ended");
            }
        }
    }

    /** Removes one that has ended. */
    void forget(long id) throws SQLException, DatabaseException {
        if (Store.isOpen(row(id).state())) {
            throw new DatabaseException("task " + id + " has not ended: cancel it first");
        }
        statements.on("DELETE FROM tasks WHERE id = ?").number(id).send();
    }

    /** It does not start until it is enqueued. */
    void stash(long id) throws SQLException, DatabaseException {
        String state = row(id).state();
        if (!TO_COME.contains(state)) {
            throw refused(id, state, "only what waits can be stashed");
        }
        statements.on("UPDATE tasks SET state = 'stashed' WHERE id = ?").number(id).send();
    }

    /** Ends that. */
    void enqueue(long id) throws SQLException, DatabaseException {
        Row row = row(id);
        if (!row.state().equals("stashed")) {
            throw refused(id, row.state(), "only what is stashed can be enqueued");
        }
        String state = dependents.waits(id) ? "blocked" : row.due() > EpochMicros.now() ? "delayed" : "waiting";
        statements.on("UPDATE tasks SET state = ? WHERE id = ?").text(state).number(id).send();
    }

    /** One in quarantine is given up. */
    void drop(long id) throws SQLException, DatabaseException {
        String state = row(id).state();
        if (!state.equals("quarantined")) {
            throw refused(id, state, "it is not in quarantine");
        }
        end(id, "lost");
    }

    /** It becomes as those fields of {@code to} say that are set. */
    void edit(long id, NewTask to) throws SQLException, DatabaseException {
        Row row = row(id);
        if (!Store.isOpen(row.state()) || WITH_WORKERS.contains(row.state())) {
            throw refused(id, row.state(), "only what has not started can be edited");
        }
        Arrivals.check(to);
        boolean recurs = row.every() != null;
        if (recurs ? to.hasAtMillis() || to.hasDelayMillis() : to.hasEvery()) {
            throw refused(id, row.state(), recurs ? "its times are those of --every" : "only what is recurring has an --every");
        }
        long now = EpochMicros.now();
        int priority = to.hasPriority() ? to.getPriority() : row.priority();
        boolean timed = to.hasAtMillis() || to.hasDelayMillis();
        long due = timed || to.hasEvery() ? Arrivals.due(to, now) : row.due();
        long since = row.rank() + row.priority() * Rank.STEP_MICROS;
        String state = timed && (row.state().equals("waiting") || row.state().equals("delayed")) ? due > now ? "delayed" : "waiting" : row.state();
        statements.on("UPDATE tasks SET state = ?, priority = ?, rank = ?, due = ?, pause = coalesce(?, pause), grp = coalesce(?, grp),"
                + " most = coalesce(?, most), backoff = coalesce(?, backoff), backoff_most = coalesce(?, backoff_most), timeout = coalesce(?, timeout),"
                + " every = coalesce(?, every), command = coalesce(?, command), directory = coalesce(?, directory), environment = ? WHERE id = ?")
                .text(state)
                .number(priority)
                .number(Rank.of(timed ? Math.max(since, due) : since, priority))
                .number(due)
                .number(1000 * to.getDelayMillis(), timed)
                .text(to.hasGroup() ? to.getGroup() : null)
                .number(to.getAttempts(), to.hasAttempts())
                .number(1000 * to.getBackoffMillis(), to.hasBackoffMillis())
                .number(1000 * to.getBackoffMostMillis(), to.hasBackoffMostMillis())
                .number(to.getTimeoutMillis(), to.hasTimeoutMillis())
                .text(to.hasEvery() ? to.getEvery() : null)
                .bytes(to.getCommand())
                .bytes(to.getDirectory())
                .bytes(merged(row.environment(), to.getEnvironmentList()))
                .number(id)
                .send();
    }

    /** Those before, but for those of which there is another value now. */
    private static byte[] merged(byte[] before, List<ByteString> added) {
        List<ByteString> all = new ArrayList<>();
        for (byte[] variable : Turns.variables(before)) {
            String name = name(ByteString.copyFrom(variable));
            if (added.stream().noneMatch(other -> name(other).equals(name))) {
                all.add(ByteString.copyFrom(variable));
            }
        }
        all.addAll(added);
        return Arrivals.joined(all);
    }

    private static String name(ByteString variable) {
        return variable.toStringUtf8().split("=", 2)[0];
    }
}
