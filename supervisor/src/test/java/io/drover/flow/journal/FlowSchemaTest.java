package io.drover.flow.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.journal.JournalConfig;
import io.drover.sqlite.AnyDatabase;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals of flows in the formats of now and before. */
class FlowSchemaTest {
    /** What the first format was. */
    private static final List<String> FIRST = List.of(
            "PRAGMA journal_mode = WAL",
            "CREATE TABLE runs(id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER, ending TEXT, exit INTEGER,"
                    + " arguments BLOB NOT NULL, version TEXT NOT NULL, pid INTEGER NOT NULL, pid_started INTEGER NOT NULL)",
            "CREATE TABLE stages(number INTEGER PRIMARY KEY, name TEXT NOT NULL)",
            "CREATE TABLE items(id INTEGER PRIMARY KEY, stage INTEGER NOT NULL, parent INTEGER NOT NULL, value BLOB NOT NULL,"
                    + " state TEXT NOT NULL DEFAULT 'pending', run INTEGER, attempts INTEGER, started INTEGER, nanos INTEGER,"
                    + " worker INTEGER, slot INTEGER, exit INTEGER, signal INTEGER, why TEXT)",
            "CREATE INDEX items_not_ok ON items(state) WHERE state <> 'ok'",
            "CREATE VIEW v_items AS SELECT i.id AS item, s.name AS stage, i.state, CAST(i.value AS TEXT) AS value, i.parent, i.run,"
                    + " i.attempts, strftime('%Y-%m-%d %H:%M:%f', i.started / 1e6, 'unixepoch') AS started, i.nanos / 1e9 AS seconds,"
                    + " i.worker, i.slot, i.exit, i.signal, i.why FROM items i JOIN stages s ON s.number = i.stage",
            "CREATE VIEW v_stages AS SELECT s.name AS stage, count(i.id) AS items FROM stages s LEFT JOIN items i ON i.stage = s.number"
                    + " GROUP BY s.number",
            "CREATE VIEW v_failed AS SELECT v.item, v.why FROM v_items v WHERE state = 'failed'",
            "INSERT INTO runs VALUES(1, 1700000000000000, 1700000001000000, 'completed', 1, x'', '0.1', 1, 1)",
            "INSERT INTO stages VALUES(0, 'one'), (1, 'two')",
            "INSERT INTO items VALUES(1, 0, 0, x'61', 'ok', 1, 1, 1700000000100000, 5000000, 0, 1, 0, NULL, NULL),"
                    + " (2, 1, 1, x'62', 'failed', 1, 1, 1700000000200000, 7000000, 1, 1, 3, NULL, 'exit 3'),"
                    + " (3, 1, 1, x'63', 'pending', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
            "PRAGMA application_id = 1148352102",
            "PRAGMA user_version = 1");

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("flow.db");
    }

    private void writeFirst() throws SQLException {
        try (Connection connection = AnyDatabase.open(file()); Statement statement = connection.createStatement()) {
            for (String sql : FIRST) {
                statement.execute(sql);
            }
        }
    }

    private List<String> rows(String sql) throws DatabaseException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (FlowReader reader = new FlowReader(file())) {
            reader.query(sql, rows::add);
        }
        return rows.stream().map(row -> row.values().stream().map(String::valueOf).collect(Collectors.joining(" "))).toList();
    }

    private FlowJournal open(JournalConfig.Mode mode) throws IOException {
        return FlowJournal.open(
                new FlowJournal.Config(new JournalConfig(file(), false, mode), "drover run a --then b", new byte[0], "0.2"),
                List.of(new FlowJournal.Kept("one", 2), new FlowJournal.Kept("two", 5)));
    }

    @Test
    void theFirstFormatIsReadAsItIs() throws Exception {
        writeFirst();
        assertTrue(FlowReader.reads(file()));
        assertEquals(List.of("one null 1 1 0 0 0.005", "two null 2 0 1 1 0.007"), rows("SELECT stage, slots, items, ok, pending, failed, seconds FROM v_stages"));
        assertEquals(List.of("1 null null", "2 null null", "3 null null"), rows("SELECT item, came, waited FROM v_items"));
        assertEquals(List.of("2 exit 3"), rows("SELECT item, why FROM v_failed"));
        List<KeptItem> items = new ArrayList<>();
        try (FlowReader reader = new FlowReader(file())) {
            reader.items(100, items::add);
        }
        assertEquals(3, items.size());
        assertEquals(0, items.get(1).cameMicros());
        assertTrue(items.get(1).bad() && items.get(1).ownTask());
        assertFalse(items.get(2).ended());
        assertNull(items.get(2).exit());
        assertEquals(List.of("1"), rows("SELECT user_version FROM pragma_user_version"));
    }

    @Test
    void theFirstFormatBecomesTheOneOfNowWhenItGoesOn() throws Exception {
        writeFirst();
        FlowJournal journal = open(JournalConfig.Mode.RESUME_FAILED);
        assertNull(journal.end("completed", 0));
        assertEquals(List.of("2"), rows("SELECT user_version FROM pragma_user_version"));
        assertEquals(List.of("one 2 1 1 0 0", "two 5 2 0 2 0"), rows("SELECT stage, slots, items, ok, pending, failed FROM v_stages"));
        assertEquals(
                List.of("1 completed 1 1 0 ", "2 completed 0 0 0 drover run a --then b"),
                rows("SELECT run, ending, exit, ok, failed, command FROM v_runs"));
        // What runs again came again, as nobody waited for it meanwhile.
        assertEquals(List.of("1 0", "2 1", "3 0"), rows("SELECT item, came IS NOT NULL FROM v_items"));
    }

    @Test
    void otherFilesAreNoJournalsOfFlows() throws Exception {
        assertFalse(FlowReader.reads(file()));
        Files.writeString(file(), "text that is long enough to look like a database ".repeat(20));
        assertFalse(FlowReader.reads(file()));
    }
}
