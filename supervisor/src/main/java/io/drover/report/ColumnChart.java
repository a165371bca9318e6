package io.drover.report;

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
    /** So many texts have room below a chart on a narrow screen. */
    private static final int MOST_NARROW = 5;
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
        int apart = (marks.size() + MOST_NARROW - 1) / MOST_NARROW;
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            page.raw(i % apart == 0 ? "<span" : "<span class=\"wider\"");
            page.raw(String.format(Locale.ROOT, " style=\"left:%.2f%%\">", 100 * mark.at())).text(mark.text()).raw("</span>");
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
        if (logarithmic) {
            // Nothing can be stacked on such a scale: what is not ok stands beside the rest.
            long ok = column.all() - column.bad();
            double share = ok == 0 ? 0 : column.bad() == 0 ? 1 : 0.5;
            rectangle(page, "ok", x + 0.06, 0.88 * share, ok);
            rectangle(page, "bad", x + 0.06 + 0.88 * share, 0.88 * (1 - share), column.bad());
        } else {
            rectangle(page, "ok", x + 0.06, 0.88, column.all());
            rectangle(page, "bad", x + 0.06, 0.88, column.bad());
        }
        page.raw("</g>");
    }

    private void rectangle(Html page, String style, double x, double width, long count) throws IOException {
        if (count > 0) {
            double high = Math.max(4, height(count));
            page.raw(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\"/>",
                    style, x, HEIGHT - high, width, high));
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
