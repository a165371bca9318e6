package io.drover.journal;

import io.drover.sqlite.Statement;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Puts into the journal what most tasks are where there are millions: with few values for each, and many in one statement. */
final class PlainTasks {
    private static final int MANY = 64;

    private final TaskRows rows;
    private final Statement many;
    private final Statement one;
    private final List<FinishedTask> waiting = new ArrayList<>();

    /** @param update what becomes of a row that is there */
    PlainTasks(Connection connection, TaskRows rows, long run, String update) throws SQLException {
        String insert = """
                INSERT INTO tasks(id, run, seq, payload, state, last_run, attempts, started, nanos, slot, worker, exit,
                    output)
                VALUES""";
        String row = "(?, %1$d, ?, ?, 'ok', %1$d, 1, ?, ?, ?, ?, 0, ?)".formatted(run);
        this.rows = rows;
        this.many = new Statement(connection, insert + String.join(", ", Collections.nCopies(MANY, row)) + update);
        this.one = new Statement(connection, insert + row + update);
    }

    /** Whether all that is to be kept of it has its place here. */
    static boolean fit(FinishedTask finished) {
        TaskSpec task = finished.task();
        return finished.outcome().ok()
                && finished.attempts() == 1
                && finished.maxRssKib() == 0
                && task.slots() == null
                && task.tag() == null
                && task.input() == null
                && task.surroundings().directory() == null;
    }

    void add(FinishedTask finished) {
        waiting.add(finished);
    }

    /** Sends what was added. */
    void execute() throws SQLException {
        int left = waiting.size() % MANY;
        int next = 0;
        while (next < waiting.size() - left) {
            bind(many, waiting.get(next++));
            if (next % MANY == 0) {
                many.send();
            }
        }
        while (next < waiting.size()) {
            bind(one, waiting.get(next++));
            one.send();
        }
        waiting.clear();
    }

    private void bind(Statement statement, FinishedTask finished) throws SQLException {
        TaskSpec task = finished.task();
        statement.number(rows.row(task.id()))
                .number(task.number())
                .bytes(task.payload())
                .number(finished.startEpochMicros())
                .number(finished.runNanos())
                .number(finished.slot())
                .number(finished.worker())
                .bytes(finished.output());
    }
}
