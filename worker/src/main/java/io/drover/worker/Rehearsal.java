package io.drover.worker;

import io.drover.task.Task;
import io.drover.task.TaskContext;

/** A Java task that does nothing, for the runs of {@link Training}. */
public final class Rehearsal implements Task<String, String> {
    @Override
    public String run(String input, TaskContext context) {
        return input;
    }
}
