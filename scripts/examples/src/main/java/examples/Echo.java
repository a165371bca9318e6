package examples;

import io.drover.task.Task;
import io.drover.task.TaskContext;

/** The smallest task: its result is its input. */
public final class Echo implements Task<String, String> {
    @Override
    public String run(String input, TaskContext context) {
        return input;
    }
}
