package io.drover.report;

import io.drover.flow.journal.FlowReader;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The way of an item through the stages, from outside to where it is. */
final class ItemWays {
    /** Steps of one way. */
    private static final int MOST = 12;
    private static final int VALUE = 200;
    private static final String WAY = """
            WITH RECURSIVE up(id, at, depth) AS (
                SELECT id, parent, 0 FROM items WHERE id = %d
                UNION ALL SELECT i.id, i.parent, depth + 1 FROM up JOIN items i ON i.id = up.at WHERE depth < %d)
            SELECT s.name AS stage, i.id, i.parent, substr(i.value, 1, %d) AS value, i.came, i.started, i.nanos
            FROM up JOIN items i ON i.id = up.id JOIN stages s ON s.number = i.stage ORDER BY depth DESC""";

    private final FlowReader flow;

    ItemWays(FlowReader flow) {
        this.flow = flow;
    }

    /** Writes a cell with the steps of {@code item}, and {@code words} below them. */
    void writeTo(Html page, long item, String words) throws IOException {
        page.raw("<td class=\"what\">");
        List<Map<String, Object>> steps = steps(item);
        if (steps.size() > 0 && Chain.number(steps.get(0), "parent") > 0) {
            page.raw("<div class=\"words\">… steps before</div>");
        }
        for (Map<String, Object> step : steps) {
            step(page, step);
        }
        if (!words.isEmpty()) {
            page.raw("<div class=\"words\">").text(words).raw("</div>");
        }
        page.raw("</td>");
    }

    private List<Map<String, Object>> steps(long item) throws DatabaseException {
        List<Map<String, Object>> steps = new ArrayList<>();
        flow.query(WAY.formatted(item, MOST - 1, Shown.bytesOf(VALUE)), steps::add);
        return steps;
    }

    private static void step(Html page, Map<String, Object> step) throws IOException {
        long started = Chain.number(step, "started");
        long came = Chain.number(step, "came");
        page.raw("<div><b>").text(Shown.line(String.valueOf(step.get("stage")), 60)).raw("</b> ")
                .text(step.get("value") instanceof byte[] value ? Shown.line(value, VALUE) : "");
        if (started > 0) {
            page.raw(" <span class=\"words\">").text(came > 0 ? "waited " + Units.duration(1000 * Math.max(0, started - came)) + ", " : "")
                    .text("ran " + Units.duration(Chain.number(step, "nanos"))).raw("</span>");
        }
        page.raw("</div>");
    }
}
