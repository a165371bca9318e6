package io.drover.flow.journal;

import io.drover.supervisor.core.FinishedTask;

/** What people are told of an item. */
public final class Texts {
    private Texts() {}

    /**
     * Why it came to a bad end.
     *
     * @param task which failed
     * @return in a line or more
     */
    public static String why(FinishedTask task) {
        String cause = task.outcome().cause();
        return task.outcome().title() + (cause == null || cause.isEmpty() ? "" : ": " + cause);
    }
}
