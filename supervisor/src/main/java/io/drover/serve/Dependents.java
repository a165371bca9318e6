package io.drover.serve;

import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.Statements;
import io.drover.wire.EpochMicros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Which tasks wait for which others. Called where the store is changed, and committed with that. */
final class Dependents {
    static final String WAITING_FOR = "SELECT task, any FROM after WHERE earlier = ?";
    static final String SETTLED = "DELETE FROM after WHERE earlier = ?";
    static final String UNBLOCK = "UPDATE tasks SET state = CASE WHEN due > ? THEN 'delayed' ELSE 'waiting' END"
            + " WHERE id = ? AND state = 'blocked' AND NOT EXISTS(SELECT 1 FROM after WHERE task = ?)";
    static final String CANCEL = "UPDATE tasks SET state = 'cancelled', ended = ?, why = ? WHERE id = ? AND state IN ('blocked', 'stashed')";
    static final String REMOVE = "DELETE FROM after WHERE task = ?";

    private static final String ADD = "INSERT INTO after(task, earlier, any) VALUES(?, ?, ?)";
    private static final String STATE = "SELECT state FROM tasks WHERE id = ?";
    private static final String WAITS = "SELECT 1 FROM after WHERE task = ? LIMIT 1";

    private final Connection connection;
    private final Statements statements;
    /** Cancelled, and those that wait for them do not know yet; one after the other, for a chain may be long. */
    private final Queue<Long> lost = new ArrayDeque<>();

    Dependents(Connection connection, Statements statements) {
        this.connection = connection;
        this.statements = statements;
    }

    /**
     * One more; returns whether there is anything to wait for.
     *
     * @param any however the earlier one ends
     */
    boolean add(long id, long earlier, boolean any) throws SQLException, DatabaseException {
        PreparedStatement select = statements.get(STATE);
        select.setLong(1, earlier);
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                throw new DatabaseException("there is no task " + earlier);
            }
            String state = found.getString(1);
            if (state.equals("recurring")) {
                throw new DatabaseException("task " + earlier + " comes again and again: nothing can wait for its end");
            }
            if (state.equals("ok") || any && !Store.isOpen(state)) {
                return false;
            }
            if (!Store.isOpen(state)) {
                throw new DatabaseException("task " + earlier + " is " + state + ": nothing can wait for it to be ok");
            }
        }
        statements.on(ADD).number(id).number(earlier).number(any ? 1 : 0).send();
        return true;
    }

    /** Of what waits for a task that has ended, and for what that takes with it; returns whether anything may start. */
    boolean settle(long earlier, boolean ok) throws SQLException {
        lost.clear();
        boolean freed = settleNext(earlier, ok);
        while (!lost.isEmpty()) {
            freed |= settleNext(lost.poll(), false);
        }
        return freed;
    }

    private boolean settleNext(long earlier, boolean ok) throws SQLException {
        List<Long> freed = new ArrayList<>();
        List<Long> cancelled = new ArrayList<>();
        PreparedStatement waiting = statements.get(WAITING_FOR);
        waiting.setLong(1, earlier);
        try (ResultSet row = waiting.executeQuery()) {
            while (row.next()) {
                (ok || row.getInt(2) == 1 ? freed : cancelled).add(row.getLong(1));
            }
        }
        if (freed.isEmpty() && cancelled.isEmpty()) {
            return false;
        }
        statements.on(SETTLED).number(earlier).send();
        for (long id : freed) {
            statements.on(UNBLOCK).number(EpochMicros.now()).number(id).number(id).send();
        }
        for (long id : cancelled) {
            statements.on(CANCEL).number(EpochMicros.now()).text("task " + earlier + ", which it was to come after, is not ok").number(id).send();
            remove(id);
        }
        lost.addAll(cancelled);
        return !freed.isEmpty();
    }

    /** Whether it waits for any. */
    boolean waits(long id) throws SQLException {
        PreparedStatement select = statements.get(WAITS);
        select.setLong(1, id);
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    /** Of what waits for tasks that ended by the rule for what ran when the service was killed. */
    void settleLost() throws SQLException {
        List<Long> over = new ArrayList<>();
        try (java.sql.Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT DISTINCT earlier FROM after JOIN tasks ON id = earlier WHERE state = 'lost'")) {
            while (row.next()) {
                over.add(row.getLong(1));
            }
        }
        for (long id : over) {
            settle(id, false);
        }
    }

    /** It waits for nothing any more. */
    void remove(long id) throws SQLException {
        statements.on(REMOVE).number(id).send();
    }
}
