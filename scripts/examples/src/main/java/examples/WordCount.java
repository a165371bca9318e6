package examples;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Counts the words of a file; shows the hooks, the log and what an exception does. */
public final class WordCount implements Task<String, String> {
    private Pattern blank;

    @Override
    public void setUp(WorkerContext context) {
        // What is expensive to make, or belongs to one thread (a database connection, say), is made here.
        blank = Pattern.compile("\\s+");
    }

    @Override
    public String run(String file, TaskContext context) throws IOException {
        long words = blank.splitAsStream(Files.readString(Path.of(file)))
                .filter(word -> !word.isEmpty())
                .count();
        context.log("attempt " + context.attempt() + " at " + file);
        return words + " " + file;
    }
}
