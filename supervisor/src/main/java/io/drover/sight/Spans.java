package io.drover.sight;

import java.util.Locale;

/** How long something takes, for people: the two largest units. */
public final class Spans {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    /** {@return it in words} */
    public static String of(long millis) {
        long seconds = millis / 1000;
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + "m" + seconds % MINUTE + "s";
        }
        return seconds < DAY ? seconds / HOUR + "h" + seconds % HOUR / MINUTE + "m" : seconds / DAY + "d" + seconds % DAY / HOUR + "h";
    }
}
