package io.drover.supervisor.output;

import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.Thousands;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The text of our own progress line. Time is an argument; the only memory is the smoothed rate.
 *
 * <p>Confined to one thread.
 */
final class ProgressLine {
    /** After this time a change of speed shows with about two thirds. */
    private static final double SMOOTHING_SECONDS = 5;
    /** Below it, the number would be about the last moment and not about the run. */
    private static final double SHOWN_RATE = 1;

    private boolean started;
    private long lastNanos;
    private long lastDone;
    private double rate = Double.NaN;

    /** At most {@code columns} characters. */
    String text(RunProgress run, long nowNanos, int columns) {
        observe(run.done(), nowNanos);
        StringBuilder text = new StringBuilder()
                .append(Thousands.of(run.done()))
                .append('/')
                .append(run.total() < 0 ? "?" : Thousands.of(run.total()))
                .append(" done, ")
                .append(Thousands.of(run.running()))
                .append(" running, ")
                .append(Thousands.of(run.totals().bad()))
                .append(" failed");
        if (rate >= SHOWN_RATE) {
            text.append(", ").append(rateText()).append("/s");
        }
        if (run.leftNanos() >= 0) {
            text.append(", ETA ").append(duration(TimeUnit.NANOSECONDS.toSeconds(run.leftNanos() + 999_999_999)));
        }
        if (run.hold() != null) {
            text.append(", no task starts: ").append(run.hold());
        }
        return Texts.cut(text.toString(), columns);
    }

    private void observe(long done, long nowNanos) {
        double seconds = (nowNanos - lastNanos) / 1e9;
        if (started && seconds > 0) {
            double measured = (done - lastDone) / seconds;
            double weight = 1 - Math.exp(-seconds / SMOOTHING_SECONDS);
            rate = Double.isNaN(rate) ? measured : rate + weight * (measured - rate);
        }
        if (!started || seconds > 0) {
            started = true;
            lastNanos = nowNanos;
            lastDone = done;
        }
    }

    private String rateText() {
        return rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : Thousands.of(Math.round(rate));
    }

    static String duration(long seconds) {
        if (seconds >= 86_400) {
            return seconds / 86_400 + "d" + seconds % 86_400 / 3600 + "h";
        }
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
