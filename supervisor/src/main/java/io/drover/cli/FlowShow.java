package io.drover.cli;

import io.drover.cli.table.RowPrinter;
import io.drover.flow.journal.FlowReader;
import io.drover.sight.Json;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code drover show} has to say of the journal of a flow. */
final class FlowShow {
    private static final String ITEM = "SELECT item, stage, state, exit, signal, attempts, came, waited, started, seconds, ";
    /** From the item that came from outside to the parent of one. */
    private static final String WAY = """
            WITH RECURSIVE up(id, at, depth) AS (
                SELECT id, parent, 0 FROM items WHERE id = %d
                UNION ALL SELECT i.id, i.parent, depth + 1 FROM up JOIN items i ON i.id = up.at)
            """ + ITEM + "value FROM up JOIN v_items ON item = id WHERE depth > 0 ORDER BY depth DESC";

    private final FlowReader flow;
    private final String file;
    private final PrintStream out;
    private final boolean json;

    FlowShow(FlowReader flow, String file, PrintStream out, boolean json) {
        this.flow = flow;
        this.file = file;
        this.out = out;
        this.json = json;
    }

    void all() throws DatabaseException {
        if (!json) {
            table("SELECT run, started, ended, ending, exit, ok, failed, command FROM v_runs ORDER BY run");
            out.println();
            table("SELECT stage, slots, items, ok, failed, pending, seconds FROM v_stages");
            out.println();
        }
        table(ITEM + "value FROM v_items ORDER BY item");
    }

    void failed() throws DatabaseException {
        table("SELECT item, stage, state, attempts, why, path FROM v_failed ORDER BY item");
    }

    private void table(String sql) throws DatabaseException {
        RowPrinter rows = new RowPrinter(out, json);
        flow.query(sql, rows::add);
        rows.end();
    }

    /** One item, where it came from and what it gave; as JSON one object for each item that has to do with it. */
    void item(long number) throws IOException {
        boolean[] found = new boolean[1];
        flow.query("SELECT * FROM v_items WHERE item = " + number, row -> {
            found[0] = true;
            if (json) {
                related("itself", row);
            } else {
                RowPrinter.printAll(out, row);
            }
        });
        if (!found[0]) {
            throw new IOException("no item " + number + " in " + file);
        }
        relatives("from", WAY.formatted(number));
        relatives("gave", ITEM + "value FROM v_items WHERE parent = " + number + " ORDER BY item");
    }

    private void relatives(String relation, String sql) throws DatabaseException {
        if (json) {
            flow.query(sql, row -> related(relation, row));
            return;
        }
        RowPrinter rows = new RowPrinter(out, false);
        boolean[] any = new boolean[1];
        flow.query(sql, row -> {
            if (!any[0]) {
                out.println();
                out.println(relation + ":");
                any[0] = true;
            }
            rows.add(row);
        });
        rows.end();
    }

    private void related(String relation, Map<String, Object> row) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("relation", relation);
        named.putAll(row);
        out.println(Json.text(named));
    }
}
