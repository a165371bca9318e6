package io.drover.serve;

import io.drover.sqlite.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many tasks of a group may run at a time, and whether any may. Any thread; set where the store is changed, and committed with that. */
final class Groups {
    /**
     * What holds for a group.
     *
     * @param slots at a time; 0: as many as there are
     * @param paused none starts
     */
    record Limit(int slots, boolean paused) {
        static final Limit NONE = new Limit(0, false);

        /** How many more may start besides those that do or are about to. */
        long room(long inFlight) {
            return paused ? 0 : slots == 0 ? Long.MAX_VALUE : Math.max(0, slots - inFlight);
        }
    }

    /** Those that have one. */
    private final Map<String, Limit> limits = new ConcurrentHashMap<>();

    Groups(Connection connection) throws SQLException {
        try (java.sql.Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT name, slots, paused FROM groups")) {
            while (row.next()) {
                limits.put(row.getString(1), new Limit(row.getInt(2), row.getInt(3) == 1));
            }
        }
    }

    Limit limit(String name) {
        return limits.getOrDefault(name, Limit.NONE);
    }

    /** All that have a limit, or are paused. */
    Map<String, Limit> limits() {
        return Map.copyOf(limits);
    }

    /** From now on. */
    void set(Connection connection, String name, Limit limit) throws SQLException {
        if (limit.equals(Limit.NONE)) {
            new Statement(connection, "DELETE FROM groups WHERE name = ?").text(name).sendOnce();
            limits.remove(name);
        } else {
            new Statement(connection, "INSERT OR REPLACE INTO groups(name, slots, paused) VALUES(?, ?, ?)")
                    .text(name).number(limit.slots()).number(limit.paused() ? 1 : 0).sendOnce();
            limits.put(name, limit);
        }
    }
}
