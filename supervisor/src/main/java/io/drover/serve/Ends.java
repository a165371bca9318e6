package io.drover.serve;

import io.drover.sqlite.Statement;
import io.drover.sqlite.Statements;
import io.drover.wire.EpochMicros;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What becomes of tasks that were given to workers. Called where the store is changed, and committed with that. */
final class Ends {
    /** A task that has lost so many workers is quarantined, whatever else was said. */
    static final int MOST_LOSSES = 3;
    /** Of how many attempts before the last it is known how they have ended. */
    private static final int REMEMBERED = 10;
    static final String BEGUN = "UPDATE tasks SET state = 'running', started = ?, attempts = tried + ? WHERE id = ?";
    static final String ENDED = """
            UPDATE tasks SET state = ?, attempts = tried + ?, started = ?, ended = ?, exit = ?, signal = ?, why = ?, output = ?, error = ?,
                output_bytes = ?, error_bytes = ?, due = coalesce(?, due), pause = coalesce(?, pause), losses = losses + ?
            WHERE id = ?""";
    static final String TRIED = "SELECT most, backoff, backoff_most, tried, losses FROM tasks WHERE id = ?";

    private static final String REMEMBER = "INSERT OR REPLACE INTO attempts(task, attempt, ended, why) VALUES(?, ?, ?, ?)";
    private static final String FORGET = "DELETE FROM attempts WHERE task = ? AND attempt <= ?";

    private final Statements statements;
    private final int usualAttempts;

    /** @param usualAttempts of tasks that do not say how many */
    Ends(Statements statements, int usualAttempts) {
        this.usualAttempts = usualAttempts;
        this.statements = statements;
    }

    void begun(Map<Long, Integer> attempts) throws SQLException {
        Statement begun = statements.on(BEGUN);
        for (Map.Entry<Long, Integer> task : attempts.entrySet()) {
            begun.number(EpochMicros.now()).number(task.getValue()).number(task.getKey()).addRow();
        }
        begun.execute();
    }

    /**
     * What becomes of a task whose attempt has ended.
     *
     * @param why null where it is ok
     * @param pauseMicros until it is tried again; negative: it is not
     */
    private record Sequel(String state, String why, long pauseMicros) {}

    /** Returns its state: that of the end, or another if it is tried again. */
    private String ended(TaskEnd end) throws SQLException {
        Sequel sequel = sequel(end);
        long pause = sequel.pauseMicros();
        boolean ran = end.startedMicros() > 0;
        statements.on(ENDED)
                .text(sequel.state())
                .number(end.attempts())
                .number(end.startedMicros(), ran)
                .number(ran ? end.startedMicros() + end.runNanos() / 1000 : EpochMicros.now(), !Store.isOpen(sequel.state()))
                .number(Math.max(0, end.exit()), end.exit() >= 0)
                .number(Math.max(0, end.signal()), end.signal() >= 0)
                .text(sequel.why())
                .bytes(end.output().last())
                .bytes(end.error().last())
                .number(end.output().bytes())
                .number(end.error().bytes())
                .number(EpochMicros.now() + pause, pause >= 0)
                .number(pause, pause > 0)
                .number(losses(end))
                .number(end.id())
                .send();
        return sequel.state();
    }

    /** Workers that died of it. A crew that has it run again by itself tells of the last alone. */
    private static int losses(TaskEnd end) {
        return end.byItself() && end.state().equals("lost") ? end.attempts() : 0;
    }

    private Sequel sequel(TaskEnd end) throws SQLException {
        Sequel over = new Sequel(end.state(), end.why(), -1);
        if (!end.byItself() || end.state().equals("ok")) {
            return over;
        }
        PreparedStatement tried = statements.get(TRIED);
        tried.setLong(1, end.id());
        try (ResultSet row = tried.executeQuery()) {
            if (!row.next()) {
                return over;
            }
            if (losses(end) > 0 && row.getInt(5) + losses(end) >= MOST_LOSSES) {
                return new Sequel("quarantined", MOST_LOSSES + " workers died while it ran, the last: " + end.why(), -1);
            }
            int most = row.getInt(1);
            int attempts = row.getInt(4) + end.attempts();
            Retrying retrying = new Retrying(most == 0 ? usualAttempts : most, row.getLong(2), row.getLong(3));
            if (!retrying.allows(attempts)) {
                return over;
            }
            remember(end, attempts);
            long pause = retrying.pauseMicros(attempts, ThreadLocalRandom.current());
            return new Sequel(pause > 0 ? "delayed" : "waiting", end.why(), pause);
        }
    }

    private void remember(TaskEnd end, int attempt) throws SQLException {
        statements.on(REMEMBER).number(end.id()).number(attempt).number(EpochMicros.now()).text(end.why()).send();
        statements.on(FORGET).number(end.id()).number(attempt - REMEMBERED).send();
    }

    /** They have their states; returns whether others may start now. */
    boolean ended(List<TaskEnd> ends, Dependents dependents, Groups groups) throws SQLException {
        boolean freed = false;
        for (TaskEnd end : ends) {
            String state = ended(end);
            freed |= state.equals("waiting") || state.equals("delayed") || !groups.limit(end.group()).equals(Groups.Limit.NONE);
            freed |= !Store.isOpen(state) && dependents.settle(end.id(), state.equals("ok"));
        }
        return freed;
    }
}
