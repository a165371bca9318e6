package io.drover.report;

import java.util.Locale;

/** Numbers for people. */
final class Units {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Units() {}

    /** With commas between thousands. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** In three digits or so: "870 µs", "1.25 s", "3 min 20 s". */
    static String duration(long nanos) {
        if (nanos < MICRO) {
            return nanos + " ns";
        }
        // 999.95 µs is 1.00 ms, not 1000 µs.
        if (nanos < 999_500) {
            return digits(nanos / (double) MICRO) + " µs";
        }
        if (nanos < 999_500_000) {
            return digits(nanos / (double) MILLI) + " ms";
        }
        if (nanos < MINUTE - 50 * MILLI) {
            return digits(nanos / (double) SECOND) + " s";
        }
        if (nanos < HOUR - SECOND / 2) {
            return pair(Math.round(nanos / (double) SECOND), 60, "min", "s");
        }
        if (nanos < DAY - MINUTE / 2) {
            return pair(Math.round(nanos / (double) MINUTE), 60, "h", "min");
        }
        return pair(Math.round(nanos / (double) HOUR), 24, "d", "h");
    }

    private static String pair(long small, int ratio, String large, String unit) {
        long rest = small % ratio;
        return count(small / ratio) + " " + large + (rest == 0 ? "" : " " + rest + " " + unit);
    }

    private static String digits(double number) {
        int decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /** Of marks on a scale, so without zeros at the end. */
    static String mark(long nanos) {
        return nanos == 0 ? "0" : trimmed(duration(nanos));
    }

    /** "1.5 s" for "1.50 s". */
    static String trimmed(String number) {
        return number.replaceFirst("(\\.\\d*?)0+(?!\\d)", "$1").replaceFirst("\\.(?!\\d)", "");
    }

    /** Per second, in three digits or so. */
    static String rate(double perSecond) {
        return perSecond >= 99.95 ? count(Math.round(perSecond)) : digits(perSecond);
    }

    static String kib(long kib) {
        return kib < 1024 ? kib + " KiB" : kib < 1 << 20 ? digits(kib / 1024.0) + " MiB" : digits(kib / 1048576.0) + " GiB";
    }

    static String percent(double part, double whole) {
        if (whole <= 0) {
            return "0 %";
        }
        double percent = 100 * part / whole;
        if (percent > 0 && percent < 0.1) {
            return "< 0.1 %";
        }
        if (percent > 99.9 && percent < 100) {
            return "> 99.9 %";
        }
        return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
    }
}
