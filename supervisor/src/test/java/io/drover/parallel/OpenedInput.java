package io.drover.parallel;

import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.Bytes;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Inputs that tests open, and what is in the tasks that they give. */
abstract class OpenedInput {
    static final TaskForm COMMANDS = new TaskForm(true, 2, null, false);
    static final TaskForm JAVA_TASKS = new TaskForm(false, 2, null, false);

    final List<String> warnings = new ArrayList<>();

    static InputSource values(boolean linked, String... values) {
        return InputSource.arguments(List.of(values), linked);
    }

    final List<TaskSpec> tasks(String input, List<String> words, TaskForm form) throws IOException {
        return read(open(input, TemplateConfig.of(words), List.of(), form));
    }

    final TaskSource open(String input, TemplateConfig template, List<InputSource> sources, TaskForm form)
            throws IOException {
        return Inputs.open(InputConfig.DEFAULT, template, sources, stream(input), form, warnings::add);
    }

    static ByteArrayInputStream stream(String input) {
        return new ByteArrayInputStream(Bytes.of(input));
    }

    static List<TaskSpec> read(TaskSource source) throws IOException {
        List<TaskSpec> tasks = new ArrayList<>();
        while (source.read(tasks, 100)) {
            // Nothing: the list grows until the end.
        }
        return tasks;
    }

    static List<String> payloads(List<TaskSpec> tasks) {
        return tasks.stream().map(task -> Bytes.text(task.payload().toByteArray())).toList();
    }
}
