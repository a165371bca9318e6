package io.drover.supervisor.output;

import java.util.Locale;

/**
 * The text of the progress line. Time is an argument; the only memory is the smoothed rate.
 *
 * <p>Confined to one thread.
 */
final class ProgressLine {
    /** After this time a change of speed shows with about two thirds. */
    private static final double SMOOTHING_SECONDS = 5;

    private boolean started;
    private long lastNanos;
    private long lastDone;
    private double rate = Double.NaN;

    /** At most {@code columns} characters. */
    String text(ProgressState state, long nowNanos, int columns) {
        observe(state.done(), nowNanos);
        StringBuilder text = new StringBuilder()
                .append(Texts.count(state.done()))
                .append('/')
                .append(state.total() < 0 ? "?" : Texts.count(state.total()))
                .append(" done, ")
                .append(Texts.count(state.running()))
                .append(" running, ")
                .append(Texts.count(state.failed()))
                .append(" failed");
        if (rate > 0) {
            text.append(", ").append(rateText()).append("/s");
            if (state.total() >= state.done()) {
                text.append(", ETA ").append(duration((long) Math.ceil((state.total() - state.done()) / rate)));
            }
        }
        text.setLength(Math.min(text.length(), Math.max(0, columns)));
        return text.toString();
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
        return rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : Texts.count(Math.round(rate));
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
