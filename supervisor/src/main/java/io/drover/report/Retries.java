package io.drover.report;

import io.drover.journal.JournalReader;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tasks that were started more than once, and what was lost with its worker. */
final class Retries implements Section {
    private static final int SHOWN = 10;
    private static final int COMMAND = 300;

    private final List<Map<String, Object>> byStarts = new ArrayList<>();
    private final List<Map<String, Object>> followed = new ArrayList<>();
    private final List<Map<String, Object>> losses = new ArrayList<>();
    private final List<Map<String, Object>> most = new ArrayList<>();

    Retries(JournalReader journal, Chain chain) throws DatabaseException {
        String where = " run IN (" + Chain.runsOf(chain.id()) + ")";
        journal.query("SELECT attempts, count(*) AS n, sum(state = 'ok') AS ok, sum(state IN ('failed', 'timed_out')) AS failed,"
                + " sum(state = 'lost') AS lost, sum(state = 'cancelled') AS cancelled FROM tasks WHERE attempts > 1 AND"
                + where + " GROUP BY attempts ORDER BY attempts LIMIT " + SHOWN, byStarts::add);
        journal.query("SELECT state, count(*) AS n, sum(nanos) AS nanos FROM attempts WHERE"
                + where + " GROUP BY state ORDER BY n DESC", followed::add);
        journal.query("SELECT coalesce(f.message, 'worker died') AS reason, count(*) AS n, min(t.seq) AS first"
                + " FROM tasks t LEFT JOIN failures f ON f.task = t.id AND f.run = t.last_run WHERE t.state <> 'ok'"
                + " AND t.state = 'lost' AND t." + where.strip() + " GROUP BY reason ORDER BY n DESC LIMIT " + SHOWN, losses::add);
        if (!byStarts.isEmpty()) {
            journal.query("SELECT seq, attempts, state, worker, substr(payload, 1, " + Shown.bytesOf(COMMAND)
                    + ") AS payload FROM tasks WHERE attempts > 1 AND" + where
                    + " ORDER BY attempts DESC, id LIMIT " + SHOWN, most::add);
        }
    }

    @Override
    public void writeTo(Html page) throws IOException {
        page.raw("<section id=\"retries\"><h2>Retries and lost workers</h2>");
        if (byStarts.isEmpty() && followed.isEmpty() && losses.isEmpty()) {
            page.raw("<p class=\"note\">No task was started more than once, and none was lost with its worker.</p></section>\n");
            return;
        }
        page.raw("<div class=\"side\">");
        writeFollowed(page);
        writeStarts(page);
        writeLosses(page);
        page.raw("</div>");
        if (!losses.isEmpty() || followed.stream().anyMatch(row -> "lost".equals(row.get("state")))) {
            page.raw("<p class=\"note\">When attempts began that were lost with their worker is not known; other parts of this page"
                    + " leave them out.</p>");
        }
        writeMost(page);
        page.raw("</section>\n");
    }

    private void writeFollowed(Html page) throws IOException {
        if (followed.isEmpty()) {
            return;
        }
        page.raw("<div class=\"wide\"><h3>Attempts followed by another</h3><table><thead><tr><th>state</th><th class=\"n\">attempts</th>"
                + "<th class=\"n\">took</th></tr></thead><tbody>");
        for (Map<String, Object> row : followed) {
            page.raw("<tr><td>").state(String.valueOf(row.get("state"))).raw("</td>").number(Units.count(Chain.number(row, "n")))
                    .number(row.get("nanos") == null ? "–" : Units.duration(Chain.number(row, "nanos"))).raw("</tr>");
        }
        page.raw("</tbody></table></div>");
    }

    private void writeStarts(Html page) throws IOException {
        if (byStarts.isEmpty()) {
            return;
        }
        page.raw("<div class=\"wide\"><h3>Started more than once</h3><table><thead><tr><th class=\"n\">starts</th><th class=\"n\">tasks</th>"
                + "<th class=\"n\">ok</th><th class=\"n\">failed</th><th class=\"n\">lost</th><th class=\"n\">cancelled</th>"
                + "</tr></thead><tbody>");
        for (Map<String, Object> row : byStarts) {
            page.raw("<tr>");
            for (String column : List.of("attempts", "n", "ok", "failed", "lost", "cancelled")) {
                page.number(Units.count(Chain.number(row, column)));
            }
            page.raw("</tr>");
        }
        page.raw("</tbody></table></div>");
    }

    private void writeLosses(Html page) throws IOException {
        if (losses.isEmpty()) {
            return;
        }
        page.raw("<div class=\"wide\"><h3>Lost with their worker</h3><table><thead><tr><th class=\"n\">tasks</th><th class=\"n\">first</th>"
                + "<th>why</th></tr></thead><tbody>");
        for (Map<String, Object> row : losses) {
            page.raw("<tr>").number(Units.count(Chain.number(row, "n"))).number(Units.count(Chain.number(row, "first")))
                    .cell("what", Shown.line(String.valueOf(row.get("reason")), COMMAND)).raw("</tr>");
        }
        page.raw("</tbody></table></div>");
    }

    private void writeMost(Html page) throws IOException {
        if (most.isEmpty()) {
            return;
        }
        page.raw("<div class=\"wide\"><h3>Started most often</h3><table><thead><tr><th class=\"n\">task</th><th class=\"n\">starts</th>"
                + "<th>state</th><th class=\"n\">last worker</th><th>what</th></tr></thead><tbody>");
        for (Map<String, Object> row : most) {
            String state = String.valueOf(row.get("state"));
            page.raw("<tr>").number(Units.count(Chain.number(row, "seq"))).number(Units.count(Chain.number(row, "attempts")));
            page.raw("<td>").state(state).raw("</td>");
            page.number(row.get("worker") == null ? "–" : String.valueOf(row.get("worker")));
            page.cell("what", row.get("payload") instanceof byte[] payload ? Shown.line(payload, COMMAND) : "").raw("</tr>");
        }
        page.raw("</tbody></table></div>");
    }
}
