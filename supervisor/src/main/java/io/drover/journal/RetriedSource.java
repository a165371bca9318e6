package io.drover.journal;

import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The recorded tasks that are not ok, as they were recorded. */
final class RetriedSource extends ListedSource {
    private final JournalStation journal;
    private final JournalConfig config;

    RetriedSource(JournalStation journal, JournalConfig config) {
        this.journal = journal;
        this.config = config;
    }

    @Override
    List<TaskSpec> list() throws IOException {
        OpenJournal opened = journal.opened();
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
