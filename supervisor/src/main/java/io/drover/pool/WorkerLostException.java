package io.drover.pool;

import io.drover.supervisor.core.Outcome;
import java.util.List;

/** The worker process that ran a task has died, and the task does not run again. Other tasks and the pool go on. */
public final class WorkerLostException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MOST_LINES = 20;

    private final int attempts;
    private final String log;

    WorkerLostException(Outcome.Lost lost, int attempts) {
        super(message(lost, attempts));
        this.attempts = attempts;
        this.log = lost.log();
    }

    private static String message(Outcome.Lost lost, int attempts) {
        String message = lost.reason() + (attempts > 1 ? " (started " + attempts + " times)" : "");
        List<String> lines = lost.log().lines().filter(line -> !line.isBlank()).toList();
        // A single one is part of the reason.
        return lines.size() < 2
                ? message
                : message + "\n\t" + String.join("\n\t", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    }

    /** {@return how many times the task was started} */
    public int attempts() {
        return attempts;
    }

    /** {@return the end of what the worker wrote besides what its tasks print: what a JVM says that dies, in a line; empty: nothing} */
    public String log() {
        return log;
    }
}
