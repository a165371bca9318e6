package io.drover.supervisor.pacing;

import java.util.Locale;

/** Measured numbers as text. */
final class Amounts {
    private static final String UNITS = "KMGTPE";

    private Amounts() {}

    /** With one decimal and the unit that suits, each 1024 of the one before: {@code 1.2G}. */
    static String size(long bytes) {
        double size = bytes;
        int unit = -1;
        while (size >= 1024 && unit < UNITS.length() - 1) {
            size /= 1024;
            unit++;
        }
        return unit < 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f%c", size, UNITS.charAt(unit));
    }

    /** As short as it can be. */
    static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : String.format(Locale.ROOT, "%.2f", number);
    }
}
