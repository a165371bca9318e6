package io.drover.serve;

import io.drover.sqlite.Database;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tables of the store of a service. Times are microseconds since 1970. */
final class QueueSchema {
    private static final int VERSION = 3;
    /** "Drvs". */
    private static final int APPLICATION = 0x44727673;

    private static final String RUNS = """
            CREATE TABLE runs(
                id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER, ending TEXT,
                name TEXT NOT NULL, pid INTEGER NOT NULL, pid_started INTEGER NOT NULL)""";

    /** task starts when this one has ended; any: however that was. */
    private static final List<String> AFTER = List.of(
            "CREATE TABLE after(task INTEGER NOT NULL, earlier INTEGER NOT NULL, any INTEGER NOT NULL)",
            "CREATE INDEX after_earlier ON after(earlier)",
            "CREATE INDEX after_task ON after(task)");

    /** What a client has sent last, and how it was answered, see Batches. turn: grows with each. */
    private static final String BATCHES =
            "CREATE TABLE batches(turn INTEGER PRIMARY KEY, client INTEGER NOT NULL UNIQUE, batch INTEGER NOT NULL, reply BLOB NOT NULL)";

    private static final List<String> TASKS = List.of(
            // state: ready is a waiting one that the service has in memory. grp: empty for none. rank: see Rank. pause: how long it was to wait
            // until it is due; 0: until that time. environment: "NAME=VALUE", NUL after each. most: attempts; 0: as is usual. backoff: after
            // the first of them, longer each time up to backoff_most. every: of a recurring one, when; entry: the recurring one that it is of.
            // output, error: the end of them; output_bytes: all. tried: attempts before it was ready; losses: workers that died while it ran; kills: of the service while it ran.
            """
            CREATE TABLE tasks(
                id INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL, grp TEXT NOT NULL, priority INTEGER NOT NULL, rank INTEGER NOT NULL,
                due INTEGER NOT NULL, pause INTEGER NOT NULL, submitted INTEGER NOT NULL, key TEXT,
                most INTEGER NOT NULL, backoff INTEGER NOT NULL, backoff_most INTEGER NOT NULL, timeout INTEGER NOT NULL,
                every TEXT, overlap INTEGER NOT NULL DEFAULT 0, entry INTEGER,
                tried INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, losses INTEGER NOT NULL DEFAULT 0,
                kills INTEGER NOT NULL DEFAULT 0, started INTEGER, ended INTEGER, exit INTEGER, signal INTEGER, why TEXT,
                output_bytes INTEGER, error_bytes INTEGER,
                command BLOB NOT NULL, directory BLOB NOT NULL, environment BLOB, output BLOB, error BLOB)""",
            "CREATE INDEX tasks_state ON tasks(state, grp)",
            "CREATE INDEX tasks_waiting ON tasks(grp, rank) WHERE state = 'waiting'",
            "CREATE INDEX tasks_delayed ON tasks(due) WHERE state = 'delayed'",
            "CREATE INDEX tasks_recurring ON tasks(due) WHERE state = 'recurring'",
            "CREATE INDEX tasks_entry ON tasks(entry) WHERE entry IS NOT NULL AND ended IS NULL",
            "CREATE INDEX tasks_ended ON tasks(ended) WHERE ended IS NOT NULL",
            "CREATE UNIQUE INDEX tasks_key ON tasks(key) WHERE key IS NOT NULL AND ended IS NULL",
            // How earlier attempts of a task have ended that was run again.
            "CREATE TABLE attempts(task INTEGER NOT NULL, attempt INTEGER NOT NULL, ended INTEGER NOT NULL, why TEXT NOT NULL,"
                    + " PRIMARY KEY(task, attempt)) WITHOUT ROWID",
            // slots: at a time; 0: any number.
            "CREATE TABLE groups(name TEXT PRIMARY KEY, slots INTEGER NOT NULL, paused INTEGER NOT NULL) WITHOUT ROWID",
            // Tasks that a run still has which has handed over to another, see Departures.
            "CREATE TABLE departing(task INTEGER PRIMARY KEY, run INTEGER NOT NULL)",
            // Kept by triggers, so that nobody has to count a million rows.
            "CREATE TABLE counts(state TEXT NOT NULL, grp TEXT NOT NULL, tasks INTEGER NOT NULL, PRIMARY KEY(state, grp)) WITHOUT ROWID",
            """
            CREATE TRIGGER counts_insert AFTER INSERT ON tasks BEGIN
                INSERT INTO counts VALUES(new.state, new.grp, 1) ON CONFLICT(state, grp) DO UPDATE SET tasks = tasks + 1; END""",
            """
            CREATE TRIGGER counts_update AFTER UPDATE OF state, grp ON tasks WHEN old.state <> new.state OR old.grp <> new.grp BEGIN
                UPDATE counts SET tasks = tasks - 1 WHERE state = old.state AND grp = old.grp;
                INSERT INTO counts VALUES(new.state, new.grp, 1) ON CONFLICT(state, grp) DO UPDATE SET tasks = tasks + 1; END""",
            """
            CREATE TRIGGER counts_delete AFTER DELETE ON tasks BEGIN
                UPDATE counts SET tasks = tasks - 1 WHERE state = old.state AND grp = old.grp;
                DELETE FROM attempts WHERE task = old.id; END""",
            "PRAGMA application_id = " + APPLICATION,
            "PRAGMA user_version = " + VERSION);

    /** Without groups that have limits, recurring tasks and what is remembered of attempts; ordered by priority alone. */
    private static final Database.Older OLDER_1 = new Database.Older(
            Stream.of(
                            List.of(
                                    "DROP TRIGGER counts_insert",
                                    "DROP TRIGGER counts_update",
                                    "DROP TRIGGER counts_delete",
                                    "DROP TABLE counts",
                                    "DROP INDEX tasks_waiting",
                                    "DROP INDEX tasks_delayed",
                                    "DROP INDEX tasks_open",
                                    "DROP INDEX tasks_key",
                                    "ALTER TABLE tasks RENAME TO tasks_1"),
                            TASKS,
                            List.of(
                                    "UPDATE tasks_1 SET priority = max(-" + Rank.MOST_PRIORITY + ", min(" + Rank.MOST_PRIORITY + ", priority))",
                                    "INSERT INTO tasks(id, state, grp, priority, rank, due, pause, submitted, key, most, backoff, backoff_most,"
                                            + " timeout, attempts, started, ended, exit, signal, why, output_bytes, error_bytes, command, directory, environment, output, error)"
                                            + " SELECT id, state, coalesce(grp, ''), priority, max(due, submitted) - priority * " + Rank.STEP_MICROS + ","
                                            + " due, max(0, due - submitted), submitted,"
                                            // One that was held did not stand in the way of another with its key.
                                            + " CASE state WHEN 'held' THEN NULL ELSE key END, most, 0, 0,"
                                            + " timeout, attempts, started, ended, exit, signal, why,"
                                            + " coalesce(length(output), 0), coalesce(length(error), 0), command, directory, environment, output, error"
                                            + " FROM tasks_1",
                                    // The number of a task that was forgotten is not given to another.
                                    "DELETE FROM sqlite_sequence WHERE name = 'tasks'",
                                    "INSERT INTO sqlite_sequence(name, seq) SELECT 'tasks', seq FROM sqlite_sequence WHERE name = 'tasks_1'",
                                    "DROP TABLE tasks_1"))
                    .flatMap(List::stream)
                    .toList(),
            List.of());

    /** Without what is remembered of clients. */
    private static final Database.Older OLDER_2 =
            new Database.Older(List.of(BATCHES, "PRAGMA user_version = " + VERSION), List.of());

    static final Database.Kind KIND = new Database.Kind(
            "--store",
            "store of a service",
            APPLICATION,
            VERSION,
            Stream.of(List.of(RUNS), AFTER, List.of(BATCHES), TASKS).flatMap(List::stream).toList(),
            Map.of(1L, OLDER_1.and(OLDER_2), 2L, OLDER_2));

    private QueueSchema() {}
}
