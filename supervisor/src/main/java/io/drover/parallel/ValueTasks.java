package io.drover.parallel;

import io.drover.parallel.records.Records;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes tasks of values that come one by one, as those of a run are made.
 *
 * <p>Confined to one thread.
 */
public final class ValueTasks {
    private final Offered values = new Offered();
    private final TaskSource tasks;

    /** At most one value, which somebody has offered. */
    private static final class Offered implements Records {
        private byte[] value;

        @Override
        public byte[] next() {
            byte[] next = value;
            value = null;
            return next;
        }

        @Override
        public boolean ready() {
            return value != null;
        }
    }

    /**
     * Parses the template.
     *
     * @param columns what the columns of a value are called; empty where they have no names
     * @throws UsageException when the configuration makes no sense for values of which nobody knows how many there will be
     */
    public ValueTasks(InputConfig config, TemplateConfig template, TaskForm form, List<String> columns) throws IOException {
        tasks = new ValueInput(config, template, form).open(values, columns);
    }

    /** The task of a value, which nobody changes; empty where a filter does not let it through. */
    public Optional<TaskSpec> task(byte[] value) throws IOException {
        List<TaskSpec> made = new ArrayList<>(1);
        values.value = value;
        tasks.read(made, 1);
        return made.stream().findFirst();
    }
}
