package tasks;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import java.io.File;

/** Takes its time: a worker is not ready before there is a file "go". */
public final class Late implements Task<String, String> {
    @Override
    public void setUp(WorkerContext context) throws Exception {
        new File("waiting").createNewFile();
        while (!new File("go").exists()) {
            Thread.sleep(5);
        }
    }

    @Override
    public String run(String input, TaskContext context) {
        return input;
    }
}
