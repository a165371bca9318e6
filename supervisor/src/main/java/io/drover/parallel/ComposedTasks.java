package io.drover.parallel;

import io.drover.parallel.perl.PerlCode;
import io.drover.parallel.perl.PerlCode.SkippedException;
import io.drover.parallel.rows.Milestone;
import io.drover.parallel.rows.Rows;
import io.drover.parallel.template.Composer;
import io.drover.parallel.template.SurroundingsTemplate;
import io.drover.parallel.template.TaskNumber;
import io.drover.parallel.template.TaskTerms;
import io.drover.parallel.text.ByteBuilder;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.ShellQuote;
import io.drover.supervisor.TaskCount;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.List;

/** Makes a task of each row. */
final class ComposedTasks implements TaskSource {
    private static final byte[] PRINT = Bytes.of("printf '%s\\n' ");

    /**
     * @param maxLength what no command line reaches
     * @param withValues false for commands that get none of the values ({@code -N0})
     * @param keepArguments whether the values go into the task too
     * @param total how many tasks there are; 0 when nobody has counted
     * @param slots how many slots there may be
     * @param shellQuote how many times the command is quoted, to be printed instead of run; 0 to run it
     * @param filters Perl expressions that are true for the tasks to be run
     * @param surroundings what tasks find
     * @param milestone what rows between two stages hold
     * @param terms what each task is owed; null when that is the same for all
     * @param width how many values a row has; 0 where rows differ
     * @param columns the names of the columns; empty when they have none
     */
    record Options(
            int maxLength,
            boolean withValues,
            boolean keepArguments,
            long total,
            int slots,
            int shellQuote,
            TaskTerms terms,
            int width,
            List<String> columns,
            List<Composer> filters,
            SurroundingsTemplate surroundings,
            Milestone milestone) {}

    private final Rows rows;
    private final Composer payload;
    private final Composer tag;
    private final Options options;
    private final CountFinder count;
    private long rowCount;
    private int stage;
    private long id;

    /**
     * @param tag null when tasks have none
     * @param options what else goes into a task
     */
    ComposedTasks(Rows rows, Composer payload, Composer tag, Options options, CountFinder count) {
        this.rows = rows;
        this.payload = payload;
        this.tag = tag;
        this.options = options;
        this.count = count;
    }

    @Override
    public boolean read(List<TaskSpec> tasks, int max) throws IOException {
        int added = 0;
        while (added < max && (added == 0 || rows.ready())) {
            byte[][] row = rows.next();
            if (row == null) {
                return added > 0;
            }
            if (options.milestone.isIn(row)) {
                stage++;
                continue;
            }
            try {
                tasks.add(compose(row));
                added++;
            } catch (SkippedException e) {
                // It has not failed: nobody wanted it.
            }
        }
        return true;
    }

    @Override
    public TaskCount count() throws IOException {
        return options.total > 0 ? () -> options.total : count.find();
    }

    @Override
    public List<String> columns() {
        return options.columns;
    }

    @Override
    public int width() {
        return options.width;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private TaskSpec compose(byte[][] row) throws IOException {
        byte[][] arguments = options.withValues ? row : new byte[0][];
        // A task that is left out has a number all the same.
        TaskNumber number = new TaskNumber(++rowCount, options.total, options.slots);
        for (Composer filter : options.filters) {
            if (!PerlCode.test(Bytes.text(filter.compose(arguments, number)), number.id(), arguments)) {
                throw new SkippedException();
            }
        }
        byte[] command = payload.compose(arguments, number);
        if (command.length >= options.maxLength) {
            throw new IOException("command line too long (%d >= %d) at task %d"
                    .formatted(command.length, options.maxLength, number.id()));
        }
        byte[] tagText = tag == null ? null : tag.compose(arguments, number);
        TaskSpec task = new TaskSpec(
                ++id,
                options.shellQuote == 0 ? command : printing(command),
                payload.slots(),
                tagText,
                null,
                options.keepArguments ? arguments : null,
                number.id(),
                tag == null ? null : tag.slots(),
                TaskTerms.of(options.terms, arguments, number));
        return task.in(options.surroundings.of(arguments, number)).inStage(stage);
    }

    /** A command that prints {@code command} quoted. */
    private byte[] printing(byte[] command) {
        byte[] quoted = command;
        // Once more than asked for, because the shell that prints it takes one away.
        for (int i = 0; i <= options.shellQuote; i++) {
            ByteBuilder next = new ByteBuilder();
            ShellQuote.append(next, quoted);
            quoted = next.toByteArray();
        }
        ByteBuilder print = new ByteBuilder();
        print.append(PRINT);
        print.append(quoted);
        return print.toByteArray();
    }
}
