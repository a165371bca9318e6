package io.drover.cli;

import io.drover.supervisor.input.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code -j}: N, N%, +N, -N, or 0. */
final class JobCount {
    /** What "as many as possible" comes to: a thread and some descriptors for each. */
    private static final int MOST = 250;

    private static final Pattern FORM = Pattern.compile("([+-]?)(\\d+(?:\\.\\d+)?)(%?)");

    private JobCount() {}

    static int parse(String text) {
        int cores = Runtime.getRuntime().availableProcessors();
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new UsageException("-j wants N, N%, +N, -N or 0, not '" + text + "'");
        }
        double value = Double.parseDouble(form.group(2));
        double amount = form.group(3).isEmpty() ? value : cores * value / 100;
        if (form.group(1).equals("+")) {
            return (int) (cores + amount);
        }
        if (form.group(1).equals("-")) {
            return (int) Math.max(1, cores - amount);
        }
        return value == 0 && form.group(3).isEmpty() ? MOST : (int) Math.max(1, amount);
    }
}
