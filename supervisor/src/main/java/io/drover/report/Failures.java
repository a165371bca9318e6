package io.drover.report;

import io.drover.journal.JournalReader;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.output.Cause;
import io.drover.supervisor.output.Causes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tasks that are not ok in the end, by why they failed as the digest of a run tells it, each cause with its first as an example. */
final class Failures implements Section {
    private static final int MOST_GROUPS = 25;
    private static final int COMMAND = 300;
    private static final int LINE = 300;
    private static final String ALL = """
            SELECT t.id, coalesce(f.class, t.state) AS kind, f.message, f.detail
            FROM tasks t LEFT JOIN failures f ON f.task = t.id AND f.run = t.last_run
            WHERE t.state <> 'ok' AND t.state IN ('failed', 'timed_out', 'lost') AND t.run IN (%s) ORDER BY t.id""";
    private static final String EXAMPLES = """
            SELECT t.id, t.seq, substr(t.payload, 1, %d) AS payload, f.message, f.detail
            FROM tasks t LEFT JOIN failures f ON f.task = t.id AND f.run = t.last_run WHERE t.id IN (%s)""";

    private final Causes<Group> causes = new Causes<>();
    private final Map<Long, Map<String, Object>> examples = new HashMap<>();

    private static final class Group {
        final String kind;
        final long first;
        long count;

        Group(String kind, long first) {
            this.kind = kind;
            this.first = first;
        }
    }

    Failures(JournalReader journal, Chain chain) throws DatabaseException {
        journal.query(ALL.formatted(Chain.runsOf(chain.id())), this::add);
        String firsts = shown().map(group -> String.valueOf(group.first)).collect(Collectors.joining(", "));
        journal.query(EXAMPLES.formatted(Shown.bytesOf(COMMAND), firsts), row -> examples.put(Chain.number(row, "id"), row));
    }

    private void add(Map<String, Object> failed) {
        Cause cause = Cause.of(title((String) failed.get("kind")), words(failed));
        causes.group(cause, by -> new Group(by.title(), Chain.number(failed, "id"))).count++;
    }

    /** The most frequent ones first. */
    private Stream<Group> shown() {
        return causes.groups().stream()
                .sorted(Comparator.comparingLong((Group group) -> -group.count).thenComparingLong(group -> group.first))
                .limit(MOST_GROUPS);
    }

    @Override
    public void writeTo(Html page) throws IOException {
        page.raw("<section id=\"failures\"><h2>Failures</h2>");
        if (examples.isEmpty()) {
            page.raw("<p class=\"note\">None.</p></section>\n");
            return;
        }
        page.raw("<div class=\"wide\"><table><thead><tr><th class=\"n\">tasks</th><th>kind</th><th class=\"n\">first</th>"
                + "<th>what, and its last words</th></tr></thead><tbody>");
        for (Group group : (Iterable<Group>) shown()::iterator) {
            row(page, group, examples.get(group.first));
        }
        page.raw("</tbody></table></div>");
        if (causes.groups().size() > MOST_GROUPS) {
            page.raw("<p class=\"note\">Only the " + MOST_GROUPS + " most frequent causes are shown.</p>");
        }
        page.raw("<p class=\"note\">All of them: <code>drover show RUN.DB --failed</code></p></section>\n");
    }

    private static void row(Html page, Group group, Map<String, Object> first) throws IOException {
        page.raw("<tr>").number(Units.count(group.count));
        page.cell("kind", group.kind);
        page.number(Units.count(Chain.number(first, "seq"))).raw("<td class=\"what\">");
        page.text(first.get("payload") instanceof byte[] payload ? Shown.line(payload, COMMAND) : "");
        words(page, Shown.line(words(first), LINE), text(first.get("detail")));
        page.raw("</td></tr>");
    }

    /** The message, or the last line of what was said. */
    private static String words(Map<String, Object> failed) {
        String message = text(failed.get("message"));
        return message.isEmpty() ? lastLine(text(failed.get("detail"))) : message;
    }

    /** All that was said when asked. */
    private static void words(Html page, String line, String detail) throws IOException {
        if (line.isEmpty()) {
            return;
        }
        if (detail.strip().lines().count() > 1) {
            page.raw("<details><summary>").text(line).raw("</summary><pre>").text(Shown.block(detail.strip())).raw("</pre></details>");
        } else {
            page.raw("<div class=\"words\">").text(line).raw("</div>");
        }
    }

    private static String lastLine(String detail) {
        String text = detail.strip();
        return text.substring(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value == null ? "" : value.toString();
    }

    private static String title(String kind) {
        return Shown.line(kind.replace("timed_out", "timed out"), LINE);
    }
}
