package io.drover.supervisor.records;

import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.input.TaskSource;
import java.io.IOException;
import java.util.List;

/** Tells the events of each task that is read. */
final class AnnouncedTasks implements TaskSource {
    private final TaskSource tasks;
    private final EventLog events;

    AnnouncedTasks(TaskSource tasks, EventLog events) {
        this.tasks = tasks;
        this.events = events;
    }

    @Override
    public boolean read(List<TaskSpec> into, int max) throws IOException {
        int before = into.size();
        boolean more = tasks.read(into, max);
        events.submitted(into.subList(before, into.size()));
        return more;
    }

    @Override
    public List<String> columns() {
        return tasks.columns();
    }

    @Override
    public void close() throws IOException {
        tasks.close();
    }
}
