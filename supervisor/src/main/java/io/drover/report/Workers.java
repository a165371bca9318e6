package io.drover.report;

import io.drover.journal.Attempt;
import io.drover.journal.State;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each worker did; a worker here is a place, whose process may have been replaced. */
final class Workers implements Section {
    private static final int SHOWN = 32;

    private final Map<Integer, Sums> workers = new TreeMap<>();

    private static final class Sums {
        long tasks;
        long bad;
        long lost;
        long nanos;
        long cpuMicros;
    }

    @Override
    public void add(Attempt attempt, long at) {
        Sums sums = workers.computeIfAbsent(attempt.worker(), worker -> new Sums());
        sums.tasks++;
        sums.bad += attempt.bad() ? 1 : 0;
        sums.lost += attempt.state() == State.LOST ? 1 : 0;
        sums.nanos += attempt.nanos();
        sums.cpuMicros += attempt.cpuMicros();
    }

    @Override
    public void writeTo(Html page) throws IOException {
        if (workers.isEmpty()) {
            return;
        }
        Comparator<Map.Entry<Integer, Sums>> worstFirst = Comparator.comparingLong(entry -> -entry.getValue().lost);
        List<Map.Entry<Integer, Sums>> shown = workers.entrySet().stream()
                .sorted(worstFirst.thenComparing(Map.Entry::getKey)).limit(SHOWN).toList();
        page.raw("<section id=\"workers\"><h2>Workers</h2><div class=\"wide\"><table><thead><tr><th class=\"n\">worker</th>"
                + "<th class=\"n\">attempts</th><th class=\"n\">not ok</th><th class=\"n\">lost</th><th class=\"n\">busy</th>"
                + "<th class=\"n\">CPU of commands</th></tr></thead><tbody>");
        for (Map.Entry<Integer, Sums> entry : shown) {
            Sums sums = entry.getValue();
            page.raw("<tr>").number(String.valueOf(entry.getKey())).number(Units.count(sums.tasks))
                    .number(Units.count(sums.bad)).number(Units.count(sums.lost)).number(Units.duration(sums.nanos))
                    .number(sums.cpuMicros > 0 ? Units.duration(sums.cpuMicros * 1000) : "–").raw("</tr>");
        }
        page.raw("</tbody></table></div>");
        if (workers.size() > SHOWN) {
            page.raw("<p class=\"note\">" + SHOWN + " of " + Units.count(workers.size()) + " workers, those with losses first.</p>");
        }
        page.raw("</section>\n");
    }
}
