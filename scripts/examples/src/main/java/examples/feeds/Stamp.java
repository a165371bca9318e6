package examples.feeds;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Makes log lines: the last stage, whose only worker sees them one after the other. */
public final class Stamp implements Task<String, String> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    @Override
    public String run(String line, TaskContext context) {
        return TIME.format(LocalTime.now()) + " " + line;
    }
}
