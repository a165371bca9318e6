package examples;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.util.concurrent.TimeUnit;

/** Waits for so many seconds; a stop interrupts it. */
public final class Sleep implements Task<String, String> {
    @Override
    public String run(String seconds, TaskContext context) throws InterruptedException {
        context.log("sleeping");
        TimeUnit.SECONDS.sleep(Long.parseLong(seconds));
        return seconds;
    }
}
