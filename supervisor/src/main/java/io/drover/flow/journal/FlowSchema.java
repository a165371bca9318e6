package io.drover.flow.journal;

import io.drover.sqlite.Database;
import java.util.List;
import java.util.Map;

/** The tables and views of the journal of a flow. Times are microseconds since 1970. */
final class FlowSchema {
    private static final int VERSION = 1;
    /** "Drvf". */
    private static final int APPLICATION = 0x44727666;

    private static final List<String> STATEMENTS = List.of(
            // arguments: the command line, NUL after each word.
            """
            CREATE TABLE runs(
                id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER, ending TEXT, exit INTEGER,
                arguments BLOB NOT NULL, version TEXT NOT NULL, pid INTEGER NOT NULL, pid_started INTEGER NOT NULL)""",
            "CREATE TABLE stages(number INTEGER PRIMARY KEY, name TEXT NOT NULL)",
            // parent: the item whose task gave it; 0: it came from outside. run: who brought it to its end.
            """
            CREATE TABLE items(
                id INTEGER PRIMARY KEY, stage INTEGER NOT NULL, parent INTEGER NOT NULL, value BLOB NOT NULL,
                state TEXT NOT NULL DEFAULT 'pending', run INTEGER, attempts INTEGER, started INTEGER, nanos INTEGER,
                worker INTEGER, slot INTEGER, exit INTEGER, signal INTEGER, why TEXT)""",
            "CREATE INDEX items_not_ok ON items(state) WHERE state <> 'ok'",
            """
            CREATE VIEW v_items AS
                SELECT i.id AS item, s.name AS stage, i.state, CAST(i.value AS TEXT) AS value, i.parent, i.run, i.attempts,
                    strftime('%Y-%m-%d %H:%M:%f', i.started / 1e6, 'unixepoch') AS started, i.nanos / 1e9 AS seconds,
                    i.worker, i.slot, i.exit, i.signal, i.why
                FROM items i JOIN stages s ON s.number = i.stage""",
            """
            CREATE VIEW v_stages AS
                SELECT s.name AS stage, count(i.id) AS items, coalesce(sum(i.state = 'ok'), 0) AS ok,
                    coalesce(sum(i.state = 'pending'), 0) AS pending,
                    coalesce(sum(i.state IN ('failed', 'timed_out', 'lost')), 0) AS failed,
                    sum(i.nanos) / 1e9 AS seconds
                FROM stages s LEFT JOIN items i ON i.stage = s.number GROUP BY s.number""",
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

    static final Database.Kind KIND = new Database.Kind("--journal", "journal of a flow", APPLICATION, VERSION, STATEMENTS, Map.of());

    private FlowSchema() {}
}
