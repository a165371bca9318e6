package io.drover.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What a stage did over time: how many items waited, how many slots were in use, how many items came to their end. */
final class StageCharts {
    /** A column has whole numbers: thousandths. */
    private static final int FINE = 1000;
    private static final double MICROS = 1e6;
    private static final int MARKS = 10;

    private final long width;
    private final long length;
    private final StageSums stage;

    StageCharts(long width, long length, StageSums stage) {
        this.width = width;
        this.length = length;
        this.stage = stage;
    }

    void writeTo(Html page) throws IOException {
        page.raw("<section class=\"small\"><h2>").text(Shown.line(stage.name(), 60)).raw("</h2>");
        if (stage.items() == 0) {
            page.raw("<p class=\"note\">No item came here.</p></section>\n");
            return;
        }
        if (stage.knowsWaiting()) {
            level(page, "Items that waited", stage.waiting().averages(), "waited on average");
        }
        level(page, "Slots in use, of " + Units.count(stage.slots()), stage.inUse().averages(), "in use on average");
        chart(page, "Items that came to their end, per second", MICROS / width, "/s", i -> new ColumnChart.Column(
                stage.ended()[i], stage.bad()[i], between(i) + Units.count(stage.ended()[i], "item", "items")
                        + (stage.bad()[i] > 0 ? ", " + Units.count(stage.bad()[i]) + " not ok" : "")));
        page.raw("</section>\n");
    }

    private void level(Html page, String name, double[] averages, String told) throws IOException {
        chart(page, name, 1.0 / FINE, "", i -> new ColumnChart.Column(
                Math.round(FINE * averages[i]), 0, between(i) + Units.trimmed(Units.rate(averages[i])) + " " + told));
    }

    private void chart(Html page, String name, double unit, String behind, IntFunction<ColumnChart.Column> column) throws IOException {
        List<ColumnChart.Column> columns = new ArrayList<>();
        for (int i = 0; i < stage.ended().length; i++) {
            columns.add(column.apply(i));
        }
        ColumnChart chart = new ColumnChart(columns, false);
        chart.countIn(unit, number -> Units.trimmed(Units.rate(number)) + behind);
        double drawn = columns.size() * (double) width;
        long step = Steps.time(length, MARKS);
        for (long at = 0; at <= length; at += step) {
            chart.mark(at / drawn, Units.mark(at * 1000));
        }
        page.raw("<h3>").text(name).raw("</h3>");
        chart.writeTo(page, name);
    }

    private String between(int column) {
        return Units.mark(column * width * 1000) + " – " + Units.mark(Math.min(length, (column + 1) * width) * 1000) + ": ";
    }
}
