package io.drover.records;

import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The tasks that an earlier run has left to do. They keep their numbers, and get ids without gaps. */
final class ResumedTasks implements TaskSource {
    private final TaskSource all;
    private final Predicate<TaskSpec> leftOut;
    private final List<TaskSpec> batch = new ArrayList<>();
    private long lastId;

    ResumedTasks(TaskSource all, Predicate<TaskSpec> leftOut) {
        this.all = all;
        this.leftOut = leftOut;
    }

    @Override
    public boolean read(List<TaskSpec> tasks, int max) throws IOException {
        int before = tasks.size();
        boolean more = true;
        while (more && tasks.size() == before) {
            batch.clear();
            more = all.read(batch, max);
            for (TaskSpec task : batch) {
                if (leftOut.test(task)) {
                    task.free();
                } else {
                    tasks.add(task.withId(++lastId));
                }
            }
        }
        return more;
    }

    @Override
    public boolean endsBeforeItsTasks() {
        return all.endsBeforeItsTasks();
    }

    @Override
    public List<String> columns() {
        return all.columns();
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}
