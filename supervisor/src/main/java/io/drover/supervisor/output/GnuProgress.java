package io.drover.supervisor.output;

import io.drover.supervisor.core.RunProgress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How far a run is, in the words of GNU parallel's options for it; the time that is left is our own estimate. */
final class GnuProgress {
    private static final String REVERSE = "\u001b[7m";
    private static final String PLAIN = "\u001b[0m";

    private GnuProgress() {}

    /** What stands above the line. */
    static String header(RunProgress run) {
        return """

                Computers / CPU cores / Max jobs to run
                1:local / %d / %d

                Computer:jobs running/jobs completed/%%of started jobs/Average seconds to complete
                """.formatted(Runtime.getRuntime().availableProcessors(), run.slots());
    }

    /** At most {@code columns} characters. */
    static String line(ProgressState state, boolean eta, int columns) {
        RunProgress run = state.run();
        double average = run.done() == 0 ? 0 : run.elapsedNanos() / 1e9 / run.done();
        String line = (eta
                        ? String.format(Locale.ROOT, "ETA: %ds Left: %s AVG: %.2fs  ", etaSeconds(run), left(run), average)
                        : "")
                + String.format(Locale.ROOT, "local:%d/%d/100%%/%.1fs ", run.running(), run.done(), average)
                + (run.hold() == null ? "" : " no task starts: " + run.hold());
        return Texts.cut(line, columns);
    }

    /** What zenity wants to know, and over it the bar, {@code columns} wide. */
    static String bar(ProgressState state, int columns) {
        RunProgress run = state.run();
        double share = run.total() <= 0 ? 0 : Math.min(1, (double) run.done() / run.total());
        String newest = run.hold() == null ? state.newest() : "no task starts: " + run.hold();
        String text = padded(
                String.format(Locale.ROOT, "%d%% %d:%s=%s %s",
                        (int) (share * 100), run.done(), left(run), units(etaSeconds(run)), newest),
                columns);
        int filled = text.offsetByCodePoints(0, (int) (columns * share));
        return padded("#   " + etaSeconds(run) + " sec " + newest, columns)
                + '\r' + (int) (share * 100) + '\r'
                + REVERSE + text.substring(0, filled) + PLAIN + text.substring(filled) + PLAIN;
    }

    private static String padded(String text, int columns) {
        String cut = Texts.cut(text, columns);
        return cut + " ".repeat(columns - cut.codePointCount(0, cut.length()));
    }

    private static String left(RunProgress run) {
        return run.total() < 0 ? "?" : Long.toString(run.left());
    }

    private static long etaSeconds(RunProgress run) {
        return Math.max(0, TimeUnit.NANOSECONDS.toSeconds(run.leftNanos()));
    }

    /** 1d02h03m04s */
    static String units(long seconds) {
        StringBuilder text = new StringBuilder();
        long[] sizes = {86_400, 3600, 60, 1};
        for (int i = 0; i < sizes.length; i++) {
            long count = i == 0 ? seconds / sizes[0] : seconds % sizes[i - 1] / sizes[i];
            if (!text.isEmpty()) {
                text.append(String.format(Locale.ROOT, "%02d", count)).append("dhms".charAt(i));
            } else if (count > 0 || i == sizes.length - 1) {
                text.append(count).append("dhms".charAt(i));
            }
        }
        return text.toString();
    }
}
