package io.drover.serve;

import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.Statement;
import io.drover.wire.EpochMicros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Which tasks wait for which others. Called where the store is changed, and committed with that. */
final class Dependents {
    private final Connection connection;
    private final Statement added;

    Dependents(Connection connection) throws SQLException {
        this.connection = connection;
        this.added = new Statement(connection, "INSERT INTO after(task, earlier, any) VALUES(?, ?, ?)");
    }

    /**
     * One more; returns whether there is anything to wait for.
     *
     * @param any however the earlier one ends
     */
    boolean add(long id, long earlier, boolean any) throws SQLException, DatabaseException {
        try (PreparedStatement select = connection.prepareStatement("SELECT state FROM tasks WHERE id = ?")) {
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
                added.number(id).number(earlier).number(any ? 1 : 0).send();
                return true;
            }
        }
    }

    /** Of what waits for a task that has ended; returns whether anything may start. */
    boolean settle(long earlier, boolean ok) throws SQLException {
        List<Long> waiting = new ArrayList<>();
        List<Long> lost = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT task, any FROM after WHERE earlier = ?")) {
            select.setLong(1, earlier);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    (ok || row.getInt(2) == 1 ? waiting : lost).add(row.getLong(1));
                }
            }
        }
        if (waiting.isEmpty() && lost.isEmpty()) {
            return false;
        }
        new Statement(connection, "DELETE FROM after WHERE earlier = ?").number(earlier).send();
        for (long id : waiting) {
            new Statement(connection, "UPDATE tasks SET state = CASE WHEN due > ? THEN 'delayed' ELSE 'waiting' END"
                    + " WHERE id = ? AND state = 'blocked' AND NOT EXISTS(SELECT 1 FROM after WHERE task = ?)")
                    .number(EpochMicros.now()).number(id).number(id).send();
        }
        boolean freed = !waiting.isEmpty();
        for (long id : lost) {
            new Statement(connection, "UPDATE tasks SET state = 'cancelled', ended = ?, why = ? WHERE id = ? AND state = 'blocked'")
                    .number(EpochMicros.now()).text("task " + earlier + ", which it was to come after, is not ok").number(id).send();
            remove(id);
            freed |= settle(id, false);
        }
        return freed;
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
        new Statement(connection, "DELETE FROM after WHERE task = ?").number(id).send();
    }
}
