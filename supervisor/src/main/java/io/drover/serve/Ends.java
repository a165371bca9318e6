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

    /** Returns its state: that of the end, or another if it is tried again. */
    String ended(TaskEnd end) throws SQLException {
        boolean lost = end.byItself() && end.state().equals("lost");
        long pause = -1;
        String state = end.state();
        String why = end.why();
        if (end.byItself() && (lost || state.equals("failed") || state.equals("timed_out"))) {
            PreparedStatement tried = statements.get(TRIED);
            tried.setLong(1, end.id());
            try (ResultSet row = tried.executeQuery()) {
                if (row.next()) {
                    int most = row.getInt(1);
                    int attempts = row.getInt(4) + end.attempts();
                    Retrying retrying = new Retrying(most == 0 ? usualAttempts : most, row.getLong(2), row.getLong(3));
                    if (lost && row.getInt(5) + 1 >= MOST_LOSSES) {
                        state = "quarantined";
                        why = MOST_LOSSES + " workers died while it ran, the last: " + end.why();
                    } else if (retrying.allows(attempts)) {
                        pause = retrying.pauseMicros(attempts, ThreadLocalRandom.current());
                        state = pause > 0 ? "delayed" : "waiting";
                        statements.on(REMEMBER).number(end.id()).number(attempts).number(EpochMicros.now()).text(why).send();
                        statements.on(FORGET).number(end.id()).number(attempts - REMEMBERED).send();
                    }
                }
            }
        }
        boolean ran = end.startedMicros() > 0;
        statements.on(ENDED)
                .text(state)
                .number(end.attempts())
                .number(end.startedMicros(), ran)
                .number(ran ? end.startedMicros() + end.runNanos() / 1000 : EpochMicros.now(), !Store.isOpen(state))
                .number(Math.max(0, end.exit()), end.exit() >= 0)
                .number(Math.max(0, end.signal()), end.signal() >= 0)
                .text(why)
                .bytes(end.output().last())
                .bytes(end.error().last())
                .number(end.output().bytes())
                .number(end.error().bytes())
                .number(EpochMicros.now() + pause, pause >= 0)
                .number(pause, pause > 0)
                .number(lost ? 1 : 0)
                .number(end.id())
                .send();
        return state;
    }

    /** They have their states; returns whether others may start now. */
    boolean ended(List<TaskEnd> ends, Dependents dependents, Groups groups) throws SQLException {
        boolean freed = false;
        for (TaskEnd end : ends) {
            String state = ended(end);
            freed |= state.equals("waiting") || !groups.limit(end.group()).equals(Groups.Limit.NONE);
            freed |= state.equals("delayed");
            freed |= !Store.isOpen(state) && dependents.settle(end.id(), state.equals("ok"));
        }
        return freed;
    }
}
