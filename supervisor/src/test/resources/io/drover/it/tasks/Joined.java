package tasks;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.util.List;

/** Several texts as one. */
public final class Joined implements Task<List<String>, String> {
    @Override
    public String run(List<String> input, TaskContext context) {
        return String.join("+", input);
    }
}
