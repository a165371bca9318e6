package io.drover.supervisor.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Columns side by side over a scale, each with a part that is not ok; needs no script. */
final class ColumnChart {
    private static final int HEIGHT = 1000;
    private static final int MOST_LINES = 5;
    /** Beyond this the smaller columns would not be seen. */
    private static final long UNEVEN = 200;

    private final List<Column> columns;
    private final boolean logarithmic;
    private final long highest;
    private final List<Mark> marks = new ArrayList<>();
    private double unit = 1;
    private DoubleFunction<String> line = number -> Units.count(Math.round(number));

    /** Of {@code all} tasks here {@code bad} are not ok. */
    record Column(long all, long bad, String title) {}

    private record Mark(double at, String text) {}

    ColumnChart(List<Column> columns, boolean logarithmic) {
        this.columns = columns;
        this.logarithmic = logarithmic;
        this.highest = Math.max(1, columns.stream().mapToLong(Column::all).max().orElse(1));
    }

    static ColumnChart logarithmicIfUneven(List<Column> columns) {
        long highest = columns.stream().mapToLong(Column::all).max().orElse(0);
        long lowest = columns.stream().mapToLong(Column::all).filter(all -> all > 0).min().orElse(1);
        return new ColumnChart(columns, highest / lowest > UNEVEN);
    }

    boolean logarithmic() {
        return logarithmic;
    }

    /** Writes {@code text} below, {@code at} from 0 to 1. */
    void mark(double at, String text) {
        marks.add(new Mark(at, text));
    }

    /** Counts in another unit, of which one task is {@code unit}; {@code name} tells a number of them. */
    void countIn(double unit, DoubleFunction<String> name) {
        this.unit = unit;
        line = name;
    }

    void writeTo(Html page, String name) throws IOException {
        page.raw("<div class=\"chart\"><div class=\"plot\">");
        for (double at : lines()) {
            page.raw(String.format(Locale.ROOT, "<div class=\"line\" style=\"bottom:%.2f%%\"><span>", height(at / unit) / 10))
                    .text(line.apply(at)).raw("</span></div>");
        }
        page.raw("<svg role=\"img\" aria-label=\"").text(name).raw("\" preserveAspectRatio=\"none\" viewBox=\"0 0 "
                + columns.size() + " " + HEIGHT + "\">");
        for (int i = 0; i < columns.size(); i++) {
            column(page, i, columns.get(i));
        }
        page.raw("</svg></div><div class=\"marks\">");
        for (Mark mark : marks) {
            page.raw(String.format(Locale.ROOT, "<span style=\"left:%.2f%%\">", 100 * mark.at())).text(mark.text()).raw("</span>");
        }
        page.raw("</div></div>");
    }

    private void column(Html page, int x, Column column) throws IOException {
        if (column.all() == 0) {
            return;
        }
        page.raw("<g><title>").text(column.title()).raw("</title>");
        // Over the whole height, so that a low column can be pointed at too.
        page.raw("<rect class=\"hit\" x=\"" + x + "\" y=\"0\" width=\"1\" height=\"" + HEIGHT + "\"/>");
        rectangle(page, "ok", x, column.all());
        rectangle(page, "bad", x, column.bad());
        page.raw("</g>");
    }

    private void rectangle(Html page, String style, int x, long count) throws IOException {
        if (count > 0) {
            double high = Math.max(4, height(count));
            page.raw(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\"/>",
                    style, x + 0.06, HEIGHT - high, 0.88, high));
        }
    }

    private double height(double count) {
        // Twice, so that one task has a height above that of none.
        double share = logarithmic ? Math.log(2 * count) / Math.log(2.0 * highest) : count / highest;
        return share * HEIGHT * 0.94;
    }

    private List<Double> lines() {
        double top = highest * unit;
        if (logarithmic) {
            return DoubleStream.iterate(unit, at -> at <= top, at -> 10 * at).boxed().toList();
        }
        // There is no half of a task.
        double step = Math.max(Math.min(1, unit), Steps.fraction(top / MOST_LINES));
        return IntStream.rangeClosed(1, (int) (top / step + 1e-9)).mapToObj(i -> i * step).toList();
    }
}
