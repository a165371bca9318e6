package examples.broadcast;

import io.drover.task.Task;
import io.drover.task.TaskContext;

/** Waits for a program that it has started in a session of its own, where no signal to a group reaches it. */
public final class Helped implements Task<String, String> {
    @Override
    public String run(String seconds, TaskContext context) throws Exception {
        Process helper = new ProcessBuilder("setsid", "sleep", seconds).inheritIO().start();
        return "helper ended with " + helper.waitFor();
    }
}
