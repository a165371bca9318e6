package io.drover.supervisor.report;

import io.drover.supervisor.journal.JournalException;
import io.drover.supervisor.journal.JournalReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tasks that are not ok in the end, by how they failed, each kind with its first as an example. */
final class Failures implements Section {
    private static final int MOST_GROUPS = 25;
    private static final int COMMAND = 300;
    private static final int LINE = 300;
    private static final String GROUPS = """
            SELECT kind, n, t.seq, substr(t.payload, 1, %3$d) AS payload, f.message, f.detail
            FROM (SELECT coalesce(f.class, t.state) AS kind, count(*) AS n, min(t.id) AS first
                    FROM tasks t LEFT JOIN failures f ON f.task = t.id AND f.run = t.last_run
                    WHERE t.state <> 'ok' AND t.state IN ('failed', 'timed_out', 'lost') AND t.run IN (%1$s)
                    GROUP BY kind ORDER BY n DESC, first LIMIT %2$d) g
                JOIN tasks t ON t.id = g.first
                LEFT JOIN failures f ON f.task = t.id AND f.run = t.last_run
            ORDER BY n DESC, first""";

    private final List<Map<String, Object>> groups = new ArrayList<>();

    Failures(JournalReader journal, Chain chain) throws JournalException {
        journal.query(GROUPS.formatted(Chain.runsOf(chain.id()), MOST_GROUPS + 1, Shown.bytesOf(COMMAND)), groups::add);
    }

    @Override
    public void writeTo(Html page) throws IOException {
        page.raw("<section id=\"failures\"><h2>Failures</h2>");
        if (groups.isEmpty()) {
            page.raw("<p class=\"note\">None.</p></section>\n");
            return;
        }
        page.raw("<div class=\"wide\"><table><thead><tr><th class=\"n\">tasks</th><th>kind</th><th class=\"n\">first</th>"
                + "<th>what, and its last words</th></tr></thead><tbody>");
        for (Map<String, Object> group : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
            row(page, group);
        }
        page.raw("</tbody></table></div>");
        if (groups.size() > MOST_GROUPS) {
            page.raw("<p class=\"note\">Only the " + MOST_GROUPS + " most frequent kinds are shown.</p>");
        }
        page.raw("<p class=\"note\">All of them: <code>drover show RUN.DB --failed</code></p></section>\n");
    }

    private static void row(Html page, Map<String, Object> group) throws IOException {
        page.raw("<tr>").number(Units.count(Chain.number(group, "n")));
        page.cell("kind", title((String) group.get("kind")));
        page.number(Units.count(Chain.number(group, "seq"))).raw("<td class=\"what\">");
        page.text(group.get("payload") instanceof byte[] payload ? Shown.line(payload, COMMAND) : "");
        words(page, text(group.get("message")), text(group.get("detail")));
        page.raw("</td></tr>");
    }

    /** The message, or the last line of what was said; all of that when asked. */
    private static void words(Html page, String message, String detail) throws IOException {
        String line = Shown.line(message.isEmpty() ? lastLine(detail) : message, LINE);
        if (line.isEmpty()) {
            return;
        }
        if (detail.strip().lines().count() > 1) {
            page.raw("<details><summary>").text(line).raw("</summary><pre>").text(Shown.block(detail.strip())).raw("</pre></details>");
        } else {
            page.raw("<div class=\"words\">").text(line).raw("</div>");
        }
    }

    static String lastLine(String detail) {
        String text = detail.strip();
        return text.substring(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value == null ? "" : value.toString();
    }

    static String title(String kind) {
        return Shown.line(kind.replace("timed_out", "timed out"), LINE);
    }
}
