package io.drover.journal;

import io.drover.sqlite.Database;
import java.util.List;
import java.util.Map;

/** The tables and views of a journal. Times are microseconds since 1970 in tables and text in views. */
final class Schema {
    private static final int VERSION = 3;
    /** "Drvr". */
    private static final int APPLICATION = 0x44727672;

    private static final String V_RUNS = """
        VIEW v_runs AS
            SELECT r.id AS run, r.chain, datetime(r.started / 1e6, 'unixepoch') AS started,
                datetime(r.ended / 1e6, 'unixepoch') AS ended, coalesce(r.ending, 'running or killed') AS ending,
                r.exit, r.command, r.directory,
                coalesce(r.ok, (SELECT count(*) FROM tasks t WHERE t.last_run = r.id AND t.state = 'ok')) AS ok,
                coalesce(r.failed, (SELECT count(*) FROM tasks t WHERE t.last_run = r.id
                    AND t.state <> 'ok' AND t.state IN ('failed', 'timed_out', 'lost'))) AS failed
            FROM runs r""";
    private static final String V_ATTEMPTS = """
        VIEW v_attempts AS
            SELECT task, run, attempt, state, exit, signal,
                strftime('%Y-%m-%d %H:%M:%f', started / 1e6, 'unixepoch') AS started, nanos / 1e9 AS seconds,
                worker, slot, user_us / 1e6 AS user, system_us / 1e6 AS system, rss_kib,
                CAST(output AS TEXT) AS output, CAST(error AS TEXT) AS error, output_file, error_file
            FROM (
                SELECT task, run, attempt, state, exit, signal, started, nanos, worker, slot, user_us, system_us,
                    rss_kib, output, error, output_file, error_file
                    FROM attempts
                UNION ALL
                SELECT id, last_run, attempts, state, exit, signal, started, nanos, worker, slot, user_us, system_us,
                    rss_kib, output, error, output_file, error_file
                    FROM tasks WHERE last_run IS NOT NULL)""";

    private static final String[] STATEMENTS = {
        // chain: the run that this one resumes or repeats, directly or not; its own id for a fresh start.
        // arguments: the command line, NUL after each word. kind, setup: how workers run tasks (CommandSetup, JavaSetup); nothing
        // of that for the pool of a program.
        // ok, failed: its tasks, counted at its end.
        // context: what a task depends on besides its payload; see Identity.
        """
        CREATE TABLE runs(
            id INTEGER PRIMARY KEY, chain INTEGER NOT NULL,
            started INTEGER NOT NULL, ended INTEGER, ending TEXT, exit INTEGER,
            command TEXT NOT NULL, arguments BLOB NOT NULL, directory TEXT NOT NULL,
            kind TEXT NOT NULL, setup BLOB NOT NULL, java_options BLOB NOT NULL, context BLOB NOT NULL,
            version TEXT NOT NULL, pid INTEGER NOT NULL, pid_started INTEGER NOT NULL,
            input_complete INTEGER NOT NULL DEFAULT 0, ok INTEGER, failed INTEGER)""",
        // A task with its last attempt. run: who read it first, as number seq of its input. last_run: who ran it last.
        // directory: where it runs, if that is another for each (TaskDirectory).
        // output, error: up to 16 KiB. Larger ones are files in the directory FILE-output beside this one.
        """
        CREATE TABLE tasks(
            id INTEGER PRIMARY KEY, run INTEGER NOT NULL, seq INTEGER NOT NULL, payload BLOB NOT NULL,
            state TEXT NOT NULL, last_run INTEGER, attempts INTEGER, started INTEGER, nanos INTEGER,
            slot INTEGER, worker INTEGER, exit INTEGER, signal INTEGER,
            user_us INTEGER, system_us INTEGER, rss_kib INTEGER,
            output BLOB, error BLOB, output_bytes INTEGER, error_bytes INTEGER, output_file TEXT, error_file TEXT,
            slot_offsets BLOB, tag BLOB, input_hash BLOB, directory BLOB)""",
        "CREATE INDEX tasks_not_ok ON tasks(state) WHERE state <> 'ok'",
        // The attempts before the last one, in the same run (--retries) or in earlier ones.
        """
        CREATE TABLE attempts(
            task INTEGER NOT NULL, run INTEGER NOT NULL, attempt INTEGER NOT NULL, state TEXT NOT NULL,
            started INTEGER, nanos INTEGER, slot INTEGER, worker INTEGER, exit INTEGER, signal INTEGER,
            user_us INTEGER, system_us INTEGER, rss_kib INTEGER,
            output BLOB, error BLOB, output_bytes INTEGER, error_bytes INTEGER, output_file TEXT, error_file TEXT,
            PRIMARY KEY(task, run, attempt)) WITHOUT ROWID""",
        """
        CREATE TABLE failures(
            task INTEGER NOT NULL, run INTEGER NOT NULL, class TEXT NOT NULL, message TEXT, detail TEXT,
            PRIMARY KEY(task, run)) WITHOUT ROWID""",
        "CREATE " + V_RUNS,
        """
        CREATE VIEW v_tasks AS
            SELECT id AS task, run, seq, state, exit, signal, attempts,
                strftime('%Y-%m-%d %H:%M:%f', started / 1e6, 'unixepoch') AS started,
                nanos / 1e9 AS seconds, worker, slot, user_us / 1e6 AS user, system_us / 1e6 AS system,
                rss_kib, last_run, coalesce(output_bytes, length(output), 0) AS output_bytes,
                CAST(payload AS TEXT) AS command
            FROM tasks""",
        """
        CREATE VIEW v_failed AS
            SELECT t.*, f.class, f.message, f.detail
            FROM v_tasks t LEFT JOIN failures f ON f.task = t.task AND f.run = t.last_run
            WHERE t.task IN (SELECT id FROM tasks WHERE state <> 'ok' AND state IN ('failed', 'timed_out', 'lost'))""",
        "CREATE " + V_ATTEMPTS,
        """
        CREATE VIEW v_output AS
            SELECT id AS task, CAST(output AS TEXT) AS output, CAST(error AS TEXT) AS error,
                coalesce(output_bytes, length(output), 0) AS output_bytes,
                coalesce(error_bytes, length(error), 0) AS error_bytes, output_file, error_file
            FROM tasks""",
        "PRAGMA application_id = " + APPLICATION,
        "PRAGMA user_version = " + VERSION
    };

    /** In format 2 all tasks ran in the same directory. */
    private static final Database.Older IN_ONE_DIRECTORY = new Database.Older(
            List.of("ALTER TABLE tasks ADD COLUMN directory BLOB", "PRAGMA user_version = 3"),
            List.of("CREATE TEMP VIEW tasks AS SELECT *, NULL AS directory FROM main.tasks"));

    /** In format 1, besides, a run had no counts and an attempt that another followed had no output. */
    private static final Database.Older WITHOUT_THESE = new Database.Older(
            List.of(
                    "DROP VIEW v_runs",
                    "DROP VIEW v_attempts",
                    "ALTER TABLE runs ADD COLUMN ok INTEGER",
                    "ALTER TABLE runs ADD COLUMN failed INTEGER",
                    "ALTER TABLE attempts ADD COLUMN output BLOB",
                    "ALTER TABLE attempts ADD COLUMN error BLOB",
                    "ALTER TABLE attempts ADD COLUMN output_bytes INTEGER",
                    "ALTER TABLE attempts ADD COLUMN error_bytes INTEGER",
                    "ALTER TABLE attempts ADD COLUMN output_file TEXT",
                    "ALTER TABLE attempts ADD COLUMN error_file TEXT",
                    "CREATE " + V_RUNS,
                    "CREATE " + V_ATTEMPTS),
            // Temporary names hide those of the file.
            List.of(
                    "CREATE TEMP VIEW runs AS SELECT *, NULL AS ok, NULL AS failed FROM main.runs",
                    "CREATE TEMP VIEW attempts AS SELECT *, NULL AS output, NULL AS error, NULL AS output_bytes,"
                            + " NULL AS error_bytes, NULL AS output_file, NULL AS error_file FROM main.attempts",
                    "CREATE TEMP " + V_RUNS,
                    "CREATE TEMP " + V_ATTEMPTS));

    static final Database.Kind KIND = new Database.Kind(
            "--journal", "journal", APPLICATION, VERSION, List.of(STATEMENTS), Map.of(1L, WITHOUT_THESE.and(IN_ONE_DIRECTORY), 2L, IN_ONE_DIRECTORY));

    private Schema() {}
}
