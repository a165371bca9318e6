package io.drover.flow.journal;

import io.drover.sqlite.Database;
import java.util.List;
import java.util.Map;

/** The tables and views of the journal of a flow. Times are microseconds since 1970 in tables and text in views. */
final class FlowSchema {
    private static final int VERSION = 2;
    /** "Drvf". */
    private static final int APPLICATION = 0x44727666;

    private static final String V_RUNS = """
        VIEW v_runs AS
            SELECT r.id AS run, datetime(r.started / 1e6, 'unixepoch') AS started, datetime(r.ended / 1e6, 'unixepoch') AS ended,
                coalesce(r.ending, 'running or killed') AS ending, r.exit, r.command, r.directory,
                coalesce(i.ok, 0) AS ok, coalesce(i.failed, 0) AS failed
            FROM runs r LEFT JOIN (
                SELECT run, sum(state = 'ok') AS ok, sum(state IN ('failed', 'timed_out', 'lost')) AS failed FROM items GROUP BY run) i
                ON i.run = r.id""";
    private static final String V_ITEMS = """
        VIEW v_items AS
            SELECT i.id AS item, s.name AS stage, i.input, i.state, CAST(i.value AS TEXT) AS value, i.parent, i.run, i.attempts,
                strftime('%Y-%m-%d %H:%M:%f', i.came / 1e6, 'unixepoch') AS came,
                strftime('%Y-%m-%d %H:%M:%f', i.started / 1e6, 'unixepoch') AS started, i.nanos / 1e9 AS seconds,
                max(0, i.started - i.came) / 1e6 AS waited, i.worker, i.slot, i.exit, i.signal, i.why
            FROM items i JOIN stages s ON s.number = i.stage""";
    private static final String V_STAGES = """
        VIEW v_stages AS
            SELECT s.name AS stage, (SELECT slots FROM slots WHERE stage = s.number ORDER BY run DESC LIMIT 1) AS slots,
                count(i.id) AS items, coalesce(sum(i.state = 'ok'), 0) AS ok, coalesce(sum(i.state = 'pending'), 0) AS pending,
                coalesce(sum(i.state IN ('failed', 'timed_out', 'lost')), 0) AS failed,
                sum(CASE WHEN i.task IS NULL THEN i.nanos END) / 1e9 AS seconds
            FROM stages s LEFT JOIN items i ON i.stage = s.number GROUP BY s.number""";
    private static final String SLOTS =
            "CREATE TABLE slots(run INTEGER NOT NULL, stage INTEGER NOT NULL, slots INTEGER NOT NULL, PRIMARY KEY(run, stage)) WITHOUT ROWID";

    private static final List<String> STATEMENTS = List.of(
            // command: as a user types it. arguments: the same, NUL after each word.
            """
            CREATE TABLE runs(
                id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER, ending TEXT, exit INTEGER,
                arguments BLOB NOT NULL, version TEXT NOT NULL, pid INTEGER NOT NULL, pid_started INTEGER NOT NULL,
                command TEXT NOT NULL, directory TEXT NOT NULL)""",
            "CREATE TABLE stages(number INTEGER PRIMARY KEY, name TEXT NOT NULL)",
            // How many tasks of a stage run at a time.
            SLOTS,
            // parent: the item whose task gave it; 0: it came from outside. run: who brought it to its end. came: when it did, to its stage.
            // input: by which it came, where the stage has several. task: the item by which the task is known that it had together with others; NULL: by itself.
            """
            CREATE TABLE items(
                id INTEGER PRIMARY KEY, stage INTEGER NOT NULL, parent INTEGER NOT NULL, value BLOB NOT NULL,
                state TEXT NOT NULL DEFAULT 'pending', run INTEGER, attempts INTEGER, started INTEGER, nanos INTEGER,
                worker INTEGER, slot INTEGER, exit INTEGER, signal INTEGER, why TEXT, came INTEGER, task INTEGER,
                input TEXT)""",
            "CREATE INDEX items_not_ok ON items(state) WHERE state <> 'ok'",
            "CREATE " + V_RUNS,
            "CREATE " + V_ITEMS,
            "CREATE " + V_STAGES,
            """
            CREATE VIEW v_failed AS
                WITH RECURSIVE up(item, at, path) AS (
                    SELECT id, parent, '' FROM items WHERE state <> 'ok' AND state IN ('failed', 'timed_out', 'lost')
                    UNION ALL
                    SELECT up.item, i.parent, s.name || ': ' || CAST(i.value AS TEXT) || ' > ' || up.path
                        FROM up JOIN items i ON i.id = up.at JOIN stages s ON s.number = i.stage)
                SELECT v.item, v.stage, v.state, v.value, v.why, v.attempts, up.path || v.stage || ': ' || v.value AS path
                    FROM up JOIN v_items v ON v.item = up.item WHERE up.at = 0""",
            "PRAGMA application_id = " + APPLICATION,
            "PRAGMA user_version = " + VERSION);

    /** In format 1 nobody knew when and by which input items came, which had a task together, how many slots there were, and the command line in a text. */
    private static final Database.Older WITHOUT_TIMES = new Database.Older(
            List.of(
                    "DROP VIEW v_items",
                    "DROP VIEW v_stages",
                    "ALTER TABLE runs ADD COLUMN command TEXT NOT NULL DEFAULT ''",
                    "ALTER TABLE runs ADD COLUMN directory TEXT NOT NULL DEFAULT ''",
                    "ALTER TABLE items ADD COLUMN came INTEGER",
                    "ALTER TABLE items ADD COLUMN task INTEGER",
                    "ALTER TABLE items ADD COLUMN input TEXT",
                    SLOTS,
                    "CREATE " + V_RUNS,
                    "CREATE " + V_ITEMS,
                    "CREATE " + V_STAGES,
                    "PRAGMA user_version = 2"),
            // Temporary names hide those of the file.
            List.of(
                    "CREATE TEMP VIEW runs AS SELECT *, '' AS command, '' AS directory FROM main.runs",
                    "CREATE TEMP VIEW items AS SELECT *, NULL AS came, NULL AS task, NULL AS input FROM main.items",
                    "CREATE TEMP VIEW slots AS SELECT 0 AS run, 0 AS stage, 0 AS slots WHERE 0",
                    "CREATE TEMP " + V_RUNS,
                    "CREATE TEMP " + V_ITEMS,
                    "CREATE TEMP " + V_STAGES));

    static final Database.Kind KIND =
            new Database.Kind("--journal", "journal of a flow", APPLICATION, VERSION, STATEMENTS, Map.of(1L, WITHOUT_TIMES));

    private FlowSchema() {}
}
