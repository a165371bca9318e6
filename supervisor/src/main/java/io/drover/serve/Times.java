package io.drover.serve;

import io.drover.sqlite.Database;
import io.drover.sqlite.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tasks whose time comes, by the clock on the wall; that may be set at any time. Called where the store is changed, and committed with that.
 */
final class Times {
    /** No more at once, or others would have to wait for the store. */
    private static final int MOST_AT_ONCE = 5000;
    static final String WAKE = "UPDATE tasks SET state = 'waiting'"
            + " WHERE id IN (SELECT id FROM tasks INDEXED BY tasks_delayed WHERE state = 'delayed' AND due <= ? ORDER BY due LIMIT " + MOST_AT_ONCE + ")";
    static final String NEXT_DELAYED = "SELECT min(due) FROM tasks INDEXED BY tasks_delayed WHERE state = 'delayed'";
    static final String NEXT_RECURRING = "SELECT min(due) FROM tasks INDEXED BY tasks_recurring WHERE state = 'recurring'";
    static final String RECURRING = "SELECT id, every, overlap FROM tasks INDEXED BY tasks_recurring WHERE state = 'recurring' AND due <= ?";
    static final String OPEN_OF = "SELECT id FROM tasks INDEXED BY tasks_entry WHERE entry = ? AND ended IS NULL LIMIT 1";
    private static final String LIKE_ITS_ENTRY = "grp, priority, most, backoff, backoff_most, timeout, command, directory, environment";
    static final String FIRE = "INSERT INTO tasks(state, entry, rank, due, pause, submitted, " + LIKE_ITS_ENTRY + ")"
            + " SELECT 'waiting', id, ? - priority * " + Rank.STEP_MICROS + ", ?, 0, ?, " + LIKE_ITS_ENTRY + " FROM tasks WHERE id = ?";
    /** A clock that is put back by less has what was done in that time not done again, as cron(8) has it. */
    private static final long SMALL_STEP_MICROS = TimeUnit.HOURS.toMicros(3);

    private final Connection connection;
    private final Statements statements;
    private final ZoneId zone = ZoneId.systemDefault();
    /** When somebody looked last. */
    private long seen = Long.MAX_VALUE;

    Times(Connection connection, Statements statements) {
        this.connection = connection;
        this.statements = statements;
    }

    /** The next time after that, since 1970. */
    static long next(String every, long micros, ZoneId zone) {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, Cron.parse(every).next(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone)).toInstant());
    }

    /** Lets those wait whose time has come; returns the time of the next; {@link Long#MAX_VALUE}: none. */
    long wake(long now) throws SQLException {
        if (now < seen) {
            clockWasPutBack(now);
        }
        seen = now;
        statements.on(WAKE).number(now).send();
        for (Entry entry : entries(now)) {
            fire(entry, now);
        }
        long delayed = Database.number(connection, NEXT_DELAYED);
        long next = Database.number(connection, NEXT_RECURRING);
        return Math.min(delayed == 0 ? Long.MAX_VALUE : delayed, next == 0 ? Long.MAX_VALUE : next);
    }

    /** Nobody waits longer than he would have. Where nobody has looked before, the clock may have been set in between. */
    private void clockWasPutBack(long now) throws SQLException {
        statements.on("UPDATE tasks SET due = ? + pause WHERE state = 'delayed' AND pause > 0 AND due > ? + pause")
                .number(now).number(now).send();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, every FROM tasks WHERE state = 'recurring' AND coalesce(started, submitted) > ?")) {
            select.setLong(1, now + SMALL_STEP_MICROS);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(row.getLong(1), row.getString(2), false));
                }
            }
            for (Entry entry : entries) {
                statements.on("UPDATE tasks SET due = ? WHERE id = ?").number(next(entry.every(), now, zone)).number(entry.id()).send();
            }
        }
    }

    private record Entry(long id, String every, boolean overlap) {}

    private List<Entry> entries(long now) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        PreparedStatement recurring = statements.get(RECURRING);
        recurring.setLong(1, now);
        try (ResultSet row = recurring.executeQuery()) {
            while (row.next()) {
                entries.add(new Entry(row.getLong(1), row.getString(2), row.getInt(3) == 1));
            }
        }
        return entries;
    }

    /** Once, however often its time has come since somebody looked. */
    private void fire(Entry entry, long now) throws SQLException {
        long before = entry.overlap() ? 0 : openOf(entry.id());
        if (before == 0) {
            statements.on(FIRE).number(now).number(now).number(now).number(entry.id()).send();
        }
        statements.on("UPDATE tasks SET due = ?, started = ?, attempts = attempts + ?, why = ? WHERE id = ?")
                .number(next(entry.every(), now, zone))
                .number(now)
                .number(before == 0 ? 1 : 0)
                .text(before == 0 ? null : "the last time was left out: task " + before + " had not ended")
                .number(entry.id())
                .send();
    }

    /** A task of a recurring one that has not ended; 0: none. */
    private long openOf(long entry) throws SQLException {
        PreparedStatement openOf = statements.get(OPEN_OF);
        openOf.setLong(1, entry);
        try (ResultSet row = openOf.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
