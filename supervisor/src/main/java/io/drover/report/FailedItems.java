package io.drover.report;

import io.drover.flow.journal.FlowReader;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The first items that came to a bad end, and why. */
final class FailedItems {
    private static final int SHOWN = 50;
    private static final int WHY = 300;

    private final List<Map<String, Object>> failed = new ArrayList<>();

    FailedItems(FlowReader flow) throws DatabaseException {
        flow.query("SELECT id, state, attempts, why FROM items WHERE state <> 'ok' AND state IN ('failed', 'timed_out', 'lost') ORDER BY id LIMIT "
                + SHOWN, failed::add);
    }

    /** @param all how many there are */
    void writeTo(Html page, ItemWays ways, long all) throws IOException {
        page.raw("<section id=\"failures\"><h2>Failures</h2>");
        if (failed.isEmpty()) {
            page.raw("<p class=\"note\">None.</p></section>\n");
            return;
        }
        page.raw("<div class=\"wide\"><table><thead><tr><th class=\"n\">item</th><th>state</th><th class=\"n\">attempts</th>"
                + "<th>its way, and why it failed</th></tr></thead><tbody>");
        for (Map<String, Object> row : failed) {
            page.raw("<tr>").number(Units.count(Chain.number(row, "id"))).raw("<td>").state(String.valueOf(row.get("state"))).raw("</td>")
                    .number(Units.count(Chain.number(row, "attempts")));
            ways.writeTo(page, Chain.number(row, "id"), row.get("why") == null ? "" : Shown.line(String.valueOf(row.get("why")), WHY));
            page.raw("</tr>");
        }
        page.raw("</tbody></table></div>");
        if (all > failed.size()) {
            page.raw("<p class=\"note\">The first ").text(Units.count(failed.size())).raw(" of ").text(Units.count(all)).raw(".</p>");
        }
        page.raw("<p class=\"note\">All of them: <code>drover show FLOW.DB --failed</code></p></section>\n");
    }
}
