package io.drover.report;

import io.drover.journal.Attempt;
import io.drover.journal.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long tasks ran, as a histogram over a logarithmic scale. What a stop has cut short does not count. */
final class Durations implements Section {
    private static final int DECADES = 16;
    /** Of a decade, so that a duration is known to 0.3 %. */
    private static final int FINE = 1000;
    private static final int COLUMNS = 10;
    private static final int FINE_PER_COLUMN = FINE / COLUMNS;

    private final long[] all = new long[DECADES * FINE];
    private final long[] bad = new long[DECADES * FINE];
    private long count;
    private long shortest = Long.MAX_VALUE;
    private long longest;

    @Override
    public void add(Attempt attempt, long at) {
        if (attempt.state() != State.CANCELLED) {
            add(attempt.nanos(), attempt.bad());
        }
    }

    void add(long nanos, boolean isBad) {
        int index = fine(nanos);
        all[index]++;
        bad[index] += isBad ? 1 : 0;
        count++;
        shortest = Math.min(shortest, nanos);
        longest = Math.max(longest, nanos);
    }

    long longest() {
        return longest;
    }

    /** The duration in nanoseconds that {@code share} of all tasks do not exceed, to 0.3 %; 0 if there are none. */
    long percentile(double share) {
        long rank = (long) Math.ceil(share * count);
        long below = 0;
        for (int i = 0; i < all.length && count > 0; i++) {
            below += all[i];
            if (below >= rank) {
                return Math.min(longest, Math.max(shortest, Math.round(Math.pow(10, (i + 1.0) / FINE))));
            }
        }
        return 0;
    }

    @Override
    public void writeTo(Html page) throws IOException {
        page.raw("<section id=\"durations\"><h2>Durations</h2>");
        if (count == 0) {
            page.raw("<p class=\"note\">No task has run to an end.</p></section>\n");
            return;
        }
        int first = column(shortest);
        int end = Math.max(column(longest) + 1, first + 10);
        List<ColumnChart.Column> columns = new ArrayList<>();
        for (int i = first; i < end; i++) {
            columns.add(columnOf(i));
        }
        ColumnChart chart = ColumnChart.logarithmicIfUneven(columns);
        for (int i = first; i <= end; i++) {
            markAt(chart, i, first, end);
        }
        page.raw("<p class=\"note\">Attempts at tasks by how long they ran; the time is on a logarithmic scale")
                .raw(chart.logarithmic() ? ", and so is their number: those that are not ok stand beside the others" : "").raw(".</p>");
        chart.writeTo(page, "Histogram of durations");
        page.raw("<dl class=\"quantiles\">");
        quantile(page, "shortest", shortest);
        quantile(page, "median", percentile(0.5));
        quantile(page, "90 %", percentile(0.9));
        quantile(page, "99 %", percentile(0.99));
        quantile(page, "99.9 %", percentile(0.999));
        quantile(page, "longest", longest);
        page.raw("</dl></section>\n");
    }

    private static int column(long nanos) {
        return fine(nanos) / FINE_PER_COLUMN;
    }

    private static int fine(long nanos) {
        // A power of ten may come out a little lower.
        return (int) Math.min(DECADES * FINE - 1, Math.log10(Math.max(1, nanos)) * FINE + 1e-6);
    }

    private ColumnChart.Column columnOf(int index) {
        long tasks = 0;
        long failed = 0;
        for (int i = index * FINE_PER_COLUMN; i < Math.min(all.length, (index + 1) * FINE_PER_COLUMN); i++) {
            tasks += all[i];
            failed += bad[i];
        }
        String title = Units.duration(edge(index)) + " – " + Units.duration(edge(index + 1)) + ": "
                + Units.count(tasks, "attempt", "attempts") + (failed > 0 ? ", " + Units.count(failed) + " not ok" : "");
        return new ColumnChart.Column(tasks, failed, title);
    }

    private static long edge(int column) {
        return Math.round(Math.pow(10, column / (double) COLUMNS));
    }

    /** At each decade, and at 2 and 5 if there are few. */
    private static void markAt(ColumnChart chart, int index, int first, int end) {
        int within = index % COLUMNS;
        boolean few = end - first <= 3 * COLUMNS;
        // 10^0.3 and 10^0.7 are 2 and 5 as near as can be seen.
        if (within == 0 || few && (within == 3 || within == 7)) {
            long decade = Math.round(Math.pow(10, index / COLUMNS));
            long nanos = decade * (within == 0 ? 1 : within == 3 ? 2 : 5);
            chart.mark((index - first) / (double) (end - first), Units.mark(nanos));
        }
    }

    private static void quantile(Html page, String name, long nanos) throws IOException {
        page.raw("<div><dt>" + name + "</dt><dd>").text(Units.duration(nanos)).raw("</dd></div>");
    }
}
