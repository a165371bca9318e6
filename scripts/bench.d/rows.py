"""rows.py FILE COUNT: what SQLite itself needs for the rows of a journal, 2,000 in a transaction."""
import itertools
import sqlite3
import sys

COLUMNS = """id INTEGER PRIMARY KEY, run INTEGER NOT NULL, seq INTEGER NOT NULL, payload BLOB NOT NULL, state TEXT NOT NULL,
    last_run INTEGER, attempts INTEGER, started INTEGER, nanos INTEGER, slot INTEGER, worker INTEGER, exit INTEGER,
    signal INTEGER, user_us INTEGER, system_us INTEGER, rss_kib INTEGER, output BLOB, error BLOB, output_bytes INTEGER,
    error_bytes INTEGER, output_file TEXT, error_file TEXT, slot_offsets BLOB, tag BLOB, input_hash BLOB, directory BLOB"""
INSERT = """INSERT INTO tasks(id, run, seq, payload, state, last_run, attempts, started, nanos, slot, worker, exit, output)
    VALUES(?, 1, ?, ?, 'ok', 1, 1, ?, ?, ?, ?, 0, ?)"""

database = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA wal_autocheckpoint = 8000",
    f"CREATE TABLE tasks({COLUMNS})",
    "CREATE INDEX tasks_not_ok ON tasks(state) WHERE state <> 'ok'",
):
    database.execute(statement)
rows = (
    (i, i, b"%d" % i, 1_700_000_000_000_000 + i, 1000, 1 + i % 2, i % 2, b"%d\n" % i)
    for i in range(1, int(sys.argv[2]) + 1)
)
while chunk := list(itertools.islice(rows, 2000)):
    database.execute("BEGIN")
    database.executemany(INSERT, chunk)
    database.execute("COMMIT")
