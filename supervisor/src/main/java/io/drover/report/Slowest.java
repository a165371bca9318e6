package io.drover.report;

import io.drover.journal.Attempt;
import io.drover.journal.JournalReader;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/** The attempts that took longest. */
final class Slowest implements Section {
    private static final int SHOWN = 20;
    private static final int COMMAND = 300;
    private static final Comparator<Attempt> BY_DURATION =
            Comparator.comparingLong(Attempt::nanos).thenComparing(Attempt::task, Comparator.reverseOrder());

    private final JournalReader journal;
    private final PriorityQueue<Attempt> slowest = new PriorityQueue<>(BY_DURATION);

    Slowest(JournalReader journal) {
        this.journal = journal;
    }

    @Override
    public void add(Attempt attempt, long at) {
        if (slowest.size() < SHOWN) {
            slowest.add(attempt);
        } else if (BY_DURATION.compare(attempt, slowest.peek()) > 0) {
            slowest.poll();
            slowest.add(attempt);
        }
    }

    /** Slowest first. */
    List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>(slowest);
        attempts.sort(BY_DURATION.reversed());
        return attempts;
    }

    @Override
    public void writeTo(Html page) throws IOException {
        List<Attempt> attempts = attempts();
        page.raw("<section id=\"slowest\"><h2>Slowest tasks</h2>");
        if (attempts.isEmpty()) {
            page.raw("<p class=\"note\">No task was started.</p></section>\n");
            return;
        }
        boolean measured = attempts.stream().anyMatch(attempt -> attempt.rssKib() > 0);
        page.raw("<div class=\"wide\"><table><thead><tr><th class=\"n\">task</th><th class=\"n\" colspan=\"2\">ran</th><th>state</th>"
                + (measured ? "<th class=\"n\">CPU</th><th class=\"n\">memory</th>" : "")
                + "<th class=\"n\">attempt</th><th class=\"n\">slot</th><th>what</th></tr></thead><tbody>");
        Map<Long, String> commands = commands(attempts);
        for (Attempt attempt : attempts) {
            row(page, attempt, commands.getOrDefault(attempt.task(), ""), attempts.get(0).nanos(), measured);
        }
        page.raw("</tbody></table></div>");
        if (measured) {
            page.raw("<p class=\"note\">Linux counts for a command at least the memory that its worker had when it started it:"
                    + " numbers below 100 MiB say little.</p>");
        }
        page.raw("</section>\n");
    }

    private Map<Long, String> commands(List<Attempt> attempts) throws DatabaseException {
        Map<Long, String> commands = new HashMap<>();
        journal.payloads(attempts.stream().map(Attempt::task).toList(), Shown.bytesOf(COMMAND),
                (task, payload) -> commands.put(task, Shown.line(payload, COMMAND)));
        return commands;
    }

    private static void row(Html page, Attempt attempt, String command, long longest, boolean measured) throws IOException {
        page.raw("<tr>").number(Units.count(attempt.seq())).number(Units.duration(attempt.nanos()));
        page.raw(String.format(Locale.ROOT, "<td class=\"bar\"><i style=\"width:%.1f%%\"></i></td>",
                100.0 * attempt.nanos() / Math.max(1, longest)));
        page.raw("<td>").state(attempt.state().text()).raw("</td>");
        if (measured) {
            page.number(attempt.rssKib() > 0 ? Units.duration(attempt.cpuMicros() * 1000) : "–");
            page.number(attempt.rssKib() > 0 ? Units.kib(attempt.rssKib()) : "–");
        }
        page.number(String.valueOf(attempt.attempt())).number(String.valueOf(attempt.slot())).cell("what", command).raw("</tr>");
    }
}
