package io.drover.serve;

import java.util.List;

/** The tables of a store as they were in its first format. */
final class QueueSchema1 {
    static final List<String> STATEMENTS = List.of(
            """
            CREATE TABLE runs(
                id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER, ending TEXT,
                name TEXT NOT NULL, pid INTEGER NOT NULL, pid_started INTEGER NOT NULL)""",
            // environment: "NAME=VALUE", NUL after each. state: ready is a waiting one that the service has in memory.
            """
            CREATE TABLE tasks(
                id INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL, priority INTEGER NOT NULL, due INTEGER NOT NULL,
                command BLOB NOT NULL, directory BLOB NOT NULL, environment BLOB, grp TEXT, key TEXT,
                most INTEGER NOT NULL, timeout INTEGER NOT NULL, submitted INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0, started INTEGER, ended INTEGER, exit INTEGER, signal INTEGER, why TEXT,
                output BLOB, error BLOB)""",
            // task starts when this one has ended; any: however that was.
            "CREATE TABLE after(task INTEGER NOT NULL, earlier INTEGER NOT NULL, any INTEGER NOT NULL)",
            "CREATE INDEX tasks_waiting ON tasks(priority DESC, id) WHERE state = 'waiting'",
            "CREATE INDEX tasks_delayed ON tasks(due) WHERE state = 'delayed'",
            "CREATE INDEX tasks_open ON tasks(state) WHERE state NOT IN ('ok', 'waiting', 'delayed')",
            "CREATE UNIQUE INDEX tasks_key ON tasks(key) WHERE key IS NOT NULL"
                    + " AND state IN ('blocked', 'delayed', 'waiting', 'ready', 'running')",
            "CREATE INDEX after_earlier ON after(earlier)",
            "CREATE INDEX after_task ON after(task)",
            // Kept by triggers, so that nobody has to count a million rows.
            "CREATE TABLE counts(state TEXT PRIMARY KEY, tasks INTEGER NOT NULL) WITHOUT ROWID",
            """
            CREATE TRIGGER counts_insert AFTER INSERT ON tasks BEGIN
                INSERT INTO counts VALUES(new.state, 1) ON CONFLICT(state) DO UPDATE SET tasks = tasks + 1; END""",
            """
            CREATE TRIGGER counts_update AFTER UPDATE OF state ON tasks WHEN old.state <> new.state BEGIN
                UPDATE counts SET tasks = tasks - 1 WHERE state = old.state;
                INSERT INTO counts VALUES(new.state, 1) ON CONFLICT(state) DO UPDATE SET tasks = tasks + 1; END""",
            """
            CREATE TRIGGER counts_delete AFTER DELETE ON tasks BEGIN
                UPDATE counts SET tasks = tasks - 1 WHERE state = old.state; END""",
            "PRAGMA application_id = " + 0x44727673,
            "PRAGMA user_version = " + 1);

    private QueueSchema1() {}
}
