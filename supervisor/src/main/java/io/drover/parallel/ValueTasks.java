package io.drover.parallel;

import com.google.protobuf.ByteString;
import io.drover.parallel.records.Records;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    /** The values of one task, which somebody has offered. */
    private static final class Offered implements Records {
        private final Deque<byte[]> left = new ArrayDeque<>();

        @Override
        public byte[] next() {
            return left.poll();
        }

        @Override
        public boolean ready() {
            return !left.isEmpty();
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

    /** The task of some values, not more than one has; nobody changes them. Empty where a filter does not let it through. */
    public Optional<TaskSpec> task(List<ByteString> given) throws IOException {
        List<TaskSpec> made = new ArrayList<>(1);
        for (ByteString value : given) {
            values.left.add(value.toByteArray());
        }
        tasks.read(made, 1);
        return made.stream().findFirst();
    }
}
