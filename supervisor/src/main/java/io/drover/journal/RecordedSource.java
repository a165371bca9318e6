package io.drover.journal;

import io.drover.supervisor.TaskCount;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.List;

/** Lets the journal know what is read. Nothing is before the journal is open: one that cannot be used costs no task. */
final class RecordedSource implements TaskSource {
    private final TaskSource inner;
    private final JournalStation journal;

    RecordedSource(TaskSource inner, JournalStation journal) {
        this.inner = inner;
        this.journal = journal;
    }

    @Override
    public boolean read(List<TaskSpec> tasks, int max) throws IOException {
        journal.opened();
        int before = tasks.size();
        boolean more = inner.read(tasks, max);
        if (tasks.size() > before) {
            journal.read(List.copyOf(tasks.subList(before, tasks.size())));
        }
        if (!more) {
            journal.inputEnded();
        }
        return more;
    }

    @Override
    public TaskCount count() throws IOException {
        return inner.count();
    }

    @Override
    public List<String> columns() {
        return inner.columns();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
