package io.drover.journal;

import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The recorded tasks that are not ok, as they were recorded. */
final class RetriedSource extends ListedSource {
    private final JournalThread journal;
    private final JournalConfig config;

    RetriedSource(JournalThread journal, JournalConfig config) {
        this.journal = journal;
        this.config = config;
    }

    @Override
    List<TaskSpec> list() throws IOException {
        JournalThread.Opened opened = journal.opened();
        List<TaskSpec> tasks = new ArrayList<>();
        try (JournalReader reader = new JournalReader(config.file())) {
            reader.notOk(opened.begun().chain(), (row, task) -> {
                opened.rows().add(row);
                tasks.add(task.withId(tasks.size() + 1));
            });
        }
        return tasks;
    }
}
