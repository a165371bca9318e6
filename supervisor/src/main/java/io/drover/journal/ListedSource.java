package io.drover.journal;

import io.drover.supervisor.TaskCount;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tasks that must all be known before the first can run, numbered anew. */
abstract class ListedSource implements TaskSource {
    private List<TaskSpec> tasks;
    private final CompletableFuture<Integer> size = new CompletableFuture<>();
    private int next;

    /** Called once, by the first read. */
    abstract List<TaskSpec> list() throws IOException;

    @Override
    public final boolean read(List<TaskSpec> to, int max) throws IOException {
        if (tasks == null) {
            try {
                tasks = new ArrayList<>(list());
            } finally {
                size.complete(tasks == null ? 0 : tasks.size());
            }
        }
        for (int i = 0; i < max && next < tasks.size(); i++) {
            // What has been handed out need not be kept here.
            to.add(tasks.set(next++, null));
        }
        return next < tasks.size();
    }

    /** Waits for the list. */
    @Override
    public final TaskCount count() {
        return size::join;
    }
}
