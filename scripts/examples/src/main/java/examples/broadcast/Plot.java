package examples.broadcast;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The speed-up as a page that needs nothing else. */
final class Plot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int EDGE = 40;
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Speed-up</title>
            <style>
            body { font: 14px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 44em; color: #222; background: #fff; }
            svg { width: 100%%; height: auto; } text { font-size: 12px; fill: #666; } line { stroke: #ddd; }
            .ideal { fill: none; stroke: #bbb; stroke-dasharray: 4 4; } .measured { fill: none; stroke: #1769aa; stroke-width: 2; }
            circle { fill: #1769aa; } td, th { text-align: right; padding: 0 1em; }
            @media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818; } line { stroke: #333; } }
            </style></head><body>
            <h1>Speed-up by workers</h1>
            <p>The same work, done by one worker and by more of them, on %d processors. Dashed: as many times as fast as there are workers.</p>
            <svg viewBox="0 0 %d %d" role="img" aria-label="Speed-up by workers">%s</svg>
            <table><tr><th>workers</th><th>seconds</th><th>speed-up</th></tr>
            %s</table></body></html>
            """;

    private final List<SpeedUp.Point> points;

    private Plot(List<SpeedUp.Point> points) {
        this.points = points;
    }

    static String page(List<SpeedUp.Point> points) {
        Plot plot = new Plot(points);
        String rows = points.stream()
                .map(point -> text("<tr><td>%d</td><td>%.3f</td><td>%.2f</td></tr>\n", point.workers(), point.seconds(), plot.factor(point)))
                .collect(Collectors.joining());
        return text(PAGE, Runtime.getRuntime().availableProcessors(), WIDTH, HEIGHT, plot.drawing(), rows);
    }

    private double factor(SpeedUp.Point point) {
        return points.get(0).seconds() / point.seconds();
    }

    private double most() {
        return points.size() + 0.5;
    }

    private double x(double workers) {
        return EDGE + (WIDTH - 2 * EDGE) * workers / most();
    }

    private double y(double factor) {
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * factor / most();
    }

    private String drawing() {
        StringBuilder drawing = new StringBuilder();
        for (SpeedUp.Point point : points) {
            int n = point.workers();
            drawing.append(text("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", x(0), y(n), x(most()), y(n)))
                    .append(text("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%d ×</text>", x(0) - 6, y(n) + 4, n))
                    .append(text("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%d</text>", x(n), y(0) + 18, n));
        }
        drawing.append(text("<polyline class=\"ideal\" points=\"%.1f,%.1f %.1f,%.1f\"/>", x(1), y(1), x(points.size()), y(points.size())));
        drawing.append("<polyline class=\"measured\" points=\"");
        points.forEach(point -> drawing.append(text("%.1f,%.1f ", x(point.workers()), y(factor(point)))));
        drawing.append("\"/>");
        points.forEach(point -> drawing.append(text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%d workers: %.2f times as fast</title></circle>",
                x(point.workers()), y(factor(point)), point.workers(), factor(point))));
        return drawing.toString();
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
