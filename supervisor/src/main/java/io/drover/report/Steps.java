package io.drover.report;

/** Distances between marks that people count in: 1, 2 or 5 of a unit, and parts of minutes, hours and days. */
final class Steps {
    private static final long SECOND = 1_000_000;
    private static final long[] LONG = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400
    };

    private Steps() {}

    /** The smallest step that cuts {@code micros} into at most {@code most} parts; at least 1. */
    static long time(long micros, int most) {
        long least = Math.max(1, (micros + most - 1) / most);
        if (least <= SECOND / 2) {
            return number(least);
        }
        for (long step : LONG) {
            if (step * SECOND >= least) {
                return step * SECOND;
            }
        }
        long day = LONG[LONG.length - 1] * SECOND;
        return number((least + day - 1) / day) * day;
    }

    /** 1, 2 or 5 of a power of ten, also of a negative one, not less than {@code least}. */
    static double fraction(double least) {
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        double factor = least / decade - 1e-9;
        return decade * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    /** 1, 2 or 5 with zeros, not less than {@code least}. */
    static long number(long least) {
        for (long decade = 1; ; decade *= 10) {
            for (int factor : new int[] {1, 2, 5}) {
                if (factor * decade >= least) {
                    return factor * decade;
                }
            }
        }
    }
}
