package io.drover.report;

import io.drover.journal.Attempt;
import io.drover.journal.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How many tasks came to their end in each stretch of time; not attempts that were followed by another. */
final class Throughput implements Section {
    private static final int MOST_COLUMNS = 240;
    private static final int FEWEST_COLUMNS = 12;
    private static final double MICROS = 1e6;

    private final Axis axis;
    private final long width;
    private final long[] all;
    private final long[] bad;

    Throughput(Axis axis, long attempts) {
        this.axis = axis;
        // Few tasks in many columns would be a comb.
        int most = (int) Math.min(MOST_COLUMNS, Math.max(FEWEST_COLUMNS, 3 * Math.sqrt(attempts)));
        width = Steps.time(axis.length(), most);
        all = new long[(int) (axis.length() / width) + 1];
        bad = new long[all.length];
    }

    @Override
    public void add(Attempt attempt, long at) {
        if (attempt.last() && attempt.state() != State.CANCELLED) {
            int column = (int) Math.min(all.length - 1, (at + attempt.nanos() / 1000) / width);
            all[column]++;
            bad[column] += attempt.bad() ? 1 : 0;
        }
    }

    @Override
    public void writeTo(Html page) throws IOException {
        List<ColumnChart.Column> columns = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            columns.add(new ColumnChart.Column(all[i], bad[i], title(i)));
        }
        ColumnChart chart = new ColumnChart(columns, false);
        chart.countIn(MICROS / width, rate -> Units.trimmed(Units.rate(rate)) + "/s");
        double length = all.length * (double) width;
        long step = Steps.time((long) length, 10);
        for (long at = 0; at < length; at += step) {
            chart.mark(at / length, Units.mark(at * 1000));
        }
        page.raw("<section id=\"throughput\"><h2>Throughput</h2><p class=\"note\">Tasks that came to their end, per second; each column is ")
                .text(Units.mark(width * 1000)).raw(".").raw(axis.marks().size() > 1
                        ? " The runs follow each other without the time between them." : "").raw("</p>");
        chart.writeTo(page, "Tasks per second");
        page.raw("</section>\n");
    }

    private String title(int column) {
        return Units.mark(column * width * 1000) + " – " + Units.mark((column + 1) * width * 1000) + ": "
                + Units.count(all[column], "task", "tasks") + ", " + Units.rate(all[column] * MICROS / width) + "/s"
                + (bad[column] > 0 ? ", " + Units.count(bad[column]) + " not ok" : "");
    }
}
