package io.drover.supervisor.journal;

import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.input.TaskSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tasks that must all be known before the first can run, numbered anew. */
abstract class ListedSource implements TaskSource {
    private List<TaskSpec> tasks;
    private int next;

    /** Called once, by the first read. */
    abstract List<TaskSpec> list() throws IOException;

    @Override
    public final boolean read(List<TaskSpec> to, int max) throws IOException {
        if (tasks == null) {
            tasks = new ArrayList<>(list());
        }
        for (int i = 0; i < max && next < tasks.size(); i++) {
            // What has been handed out need not be kept here.
            to.add(tasks.set(next++, null));
        }
        return next < tasks.size();
    }
}
