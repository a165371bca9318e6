package io.drover.records;

/** Numbers as text, without the cost of {@code String.format}. */
final class Decimals {
    private static final int MILLIS = 1000;
    private static final int MICROS = 1_000_000;

    private Decimals() {}

    /** Seconds with three decimals, rounded. */
    static String seconds(long micros) {
        return fixed((micros + MILLIS / 2) / MILLIS, MILLIS, 3);
    }

    /** Seconds with six decimals. */
    static String exactSeconds(long micros) {
        return fixed(micros, MICROS, 6);
    }

    private static String fixed(long units, int unitsPerSecond, int decimals) {
        StringBuilder text = new StringBuilder(20).append(units / unitsPerSecond).append('.');
        String rest = Long.toString(units % unitsPerSecond);
        return text.append("0".repeat(decimals - rest.length())).append(rest).toString();
    }

    static String padded(String number, int width) {
        return " ".repeat(Math.max(0, width - number.length())) + number;
    }
}
