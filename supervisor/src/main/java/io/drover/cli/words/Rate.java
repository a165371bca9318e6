package io.drover.cli.words;

import io.drover.parallel.text.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far starts are from each other: {@code 10}, {@code 600/m} or {@code 5000/h,100}.
 *
 * @param nanosApart from one to the next
 * @param burst so many at once when none has been for long enough
 */
public record Rate(long nanosApart, int burst) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(?:/([smhd]))?(?:,(\\d{1,6}))?");

    /** Refuses what is none. */
    public static Rate parse(String text) {
        Matcher found = FORM.matcher(text);
        if (found.matches()) {
            double nanosApart = nanos(found.group(2)) / Double.parseDouble(found.group(1));
            int burst = found.group(3) == null ? 1 : Integer.parseInt(found.group(3));
            if (Double.isFinite(nanosApart) && burst > 0) {
                return new Rate((long) nanosApart, burst);
            }
        }
        throw new UsageException("--rate wants a number as 10/s or 600/m, perhaps with a burst as 600/m,20, not '" + text + "'");
    }

    private static double nanos(String unit) {
        return 1e6 * Durations.millis("1" + (unit == null ? "s" : unit), "--rate");
    }
}
