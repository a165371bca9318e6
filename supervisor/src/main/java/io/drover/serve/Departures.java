package io.drover.serve;

import io.drover.sqlite.Database;
import io.drover.sqlite.OpenRuns;
import io.drover.sqlite.Statement;
import io.drover.wire.EpochMicros;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which tasks are still those of a service that has handed over to another, in the same store: what it had when it did, until each has
 * ended or was given back. Called where the store is changed, and committed with that.
 */
final class Departures {
    /** Of a run: another has its store. It ends when nothing is left to it. */
    private static final String HANDED_OVER = "'handed over'";
    /** What a service has in memory, or has given to workers. */
    static final String IN_HAND = "state IN ('ready', 'running')";
    /** Of nobody who has handed over. */
    static final String NOT_DEPARTING = "id NOT IN (SELECT task FROM departing)";

    private final Connection connection;
    private final long run;

    Departures(Connection connection, long run) {
        this.connection = connection;
        this.run = run;
    }

    /**
     * A service that has handed over, and has not come to its end as far as the store knows.
     *
     * @param run its number
     */
    record Departed(long run, int pid, long started) {
        boolean lives() {
            return OpenRuns.lives(pid, started);
        }
    }

    /** All but this one. */
    List<Departed> others() throws SQLException {
        return all(connection).stream().filter(one -> one.run() != run).toList();
    }

    private static List<Departed> all(Connection connection) throws SQLException {
        List<Departed> all = new ArrayList<>();
        try (java.sql.Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT id, pid, pid_started FROM runs WHERE ending = " + HANDED_OVER + " AND ended IS NULL")) {
            while (row.next()) {
                all.add(new Departed(row.getLong(1), row.getInt(2), row.getLong(3)));
            }
        }
        return all;
    }

    /** What was left to those who were killed since is nobody's. */
    static void forgetDead(Connection connection) throws SQLException {
        for (Departed one : all(connection)) {
            if (!one.lives()) {
                over(connection, one.run());
            }
        }
    }

    /** It was killed: what was left to it follows the rule for that. */
    static void settle(Connection connection, Departed dead, Interrupted rule) throws SQLException {
        Store.interrupt(connection, rule, "id IN (SELECT task FROM departing WHERE run = " + dead.run() + ")");
        over(connection, dead.run());
    }

    private static void over(Connection connection, long run) throws SQLException {
        new Statement(connection, "DELETE FROM departing WHERE run = ?").number(run).sendOnce();
        new Statement(connection, "UPDATE runs SET ended = ? WHERE id = ?").number(EpochMicros.now()).number(run).sendOnce();
    }

    /** Another may take the store: what this one has in hand stays its own. */
    void begin() throws SQLException {
        Database.execute(connection, List.of(
                "INSERT INTO departing SELECT id, " + run + " FROM tasks WHERE " + IN_HAND + " AND " + NOT_DEPARTING,
                "UPDATE runs SET ending = " + HANDED_OVER + " WHERE id = " + run));
    }

    /** How many tasks are those of services that have handed over. */
    long left() throws SQLException {
        return Database.number(connection, "SELECT count(*) FROM departing");
    }

    /** Of so many slots for all who have the store or had it, those that no task in hand needs. */
    long room(int slots) throws SQLException {
        return Math.max(0, slots - Database.number(connection, "SELECT coalesce(sum(tasks), 0) FROM counts WHERE " + IN_HAND));
    }

    /** The other has not taken it, or has died of it. */
    void undo() throws SQLException {
        Database.execute(connection, List.of(
                "DELETE FROM departing WHERE run = " + run, "UPDATE runs SET ending = NULL WHERE id = " + run));
    }

    /** They are nobody's any more: they have ended, or wait for whoever has the store. */
    void settled(List<TaskEnd> ends) throws SQLException {
        settled(ends.stream().map(TaskEnd::id));
    }

    private void settled(Stream<Long> tasks) throws SQLException {
        for (long task : (Iterable<Long>) tasks::iterator) {
            new Statement(connection, "DELETE FROM departing WHERE task = ?").number(task).sendOnce();
        }
    }

    /** They were in memory, and wait again for whoever has the store. */
    void givenBack(List<Long> tasks) throws SQLException {
        settled(tasks.stream());
    }

    /** This one has nothing left. */
    void end() throws SQLException {
        Database.execute(connection, List.of(
                "UPDATE tasks SET state = 'waiting' WHERE state = 'ready' AND id IN (SELECT task FROM departing WHERE run = " + run + ")"));
        over(connection, run);
    }

    /** Who runs a task that was left to them; null: nobody. */
    Departed of(long task) throws SQLException {
        long owner = Database.number(connection, "SELECT run FROM departing JOIN tasks ON id = task WHERE " + IN_HAND + " AND task = " + task);
        return others().stream().filter(one -> one.run() == owner).findFirst().orElse(null);
    }
}
