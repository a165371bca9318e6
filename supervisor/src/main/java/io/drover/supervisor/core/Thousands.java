package io.drover.supervisor.core;

/**
 * Numbers for people, with commas between thousands. As {@code "%,d"} has them, whose first use takes tens of milliseconds: it
 * loads what Java knows of locales, and at the end of a run somebody waits for that.
 */
public final class Thousands {
    private Thousands() {}

    public static String of(long number) {
        StringBuilder text = new StringBuilder(Long.toString(number));
        int first = number < 0 ? 1 : 0;
        for (int at = text.length() - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
