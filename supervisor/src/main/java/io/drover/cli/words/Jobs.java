package io.drover.cli.words;

import io.drover.parallel.text.UsageException;
import io.drover.supervisor.pacing.WatchedFile;
import java.util.OptionalInt;

/**
 * What {@code -j} says.
 *
 * @param tasks how many run at a time, to begin with
 * @param yielding fewer do when some have failed
 * @param file says it again while tasks run; null where nobody does
 */
public record Jobs(int tasks, boolean yielding, WatchedFile file) {
    /** Ends a value that adapts. */
    public static final String ADAPTIVE = "auto";

    /** @param cpus what 100% is */
    public static Jobs parse(String text, int cpus) {
        boolean yielding = text.matches(".*\\d%?" + ADAPTIVE);
        String number = yielding ? text.substring(0, text.length() - ADAPTIVE.length()) : text;
        OptionalInt tasks = JobCount.tasks(number, cpus);
        if (tasks.isPresent()) {
            return new Jobs(tasks.getAsInt(), yielding, null);
        }
        WatchedFile file = JobCount.file(text)
                .orElseThrow(() -> new UsageException("-j wants N, N%, +N, -N, 0, a calculation such as 2*3 or a file, not '" + text + "'"));
        return new Jobs((int) file.value(), yielding, file);
    }

    /** Tasks at a time at most, whatever a file will say. */
    public int most() {
        return file == null ? tasks : Math.max(JobCount.MOST, tasks);
    }

    /** The number stays as it is. */
    public boolean fixed() {
        return file == null && !yielding;
    }
}
