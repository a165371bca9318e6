package io.drover.parallel;

import io.drover.parallel.blocks.Blocks;
import io.drover.parallel.rows.Rows;
import io.drover.parallel.template.Composer;
import io.drover.parallel.template.SurroundingsTemplate;
import io.drover.parallel.template.TaskNumber;
import io.drover.parallel.template.TaskTerms;
import io.drover.parallel.text.Bytes;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskInput;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.List;

/** Makes a task of each block. */
final class PipedTasks implements TaskSource {
    private static final byte[][] NO_VALUES = {Bytes.EMPTY};

    private final Blocks blocks;
    private final Rows rows;
    private final Composer payload;
    private final Composer tag;
    private final TaskTerms terms;
    private final SurroundingsTemplate surroundings;
    private final int slots;
    private final int atOnce;
    private final boolean keepArguments;
    private long id;

    /**
     * @param rows values for the commands, which need not be as many as there are blocks; null when there are none
     * @param tag null when tasks have none
     * @param terms what each task is owed; null when that is the same for all
     * @param surroundings what tasks find
     * @param slots how many slots there may be
     * @param atOnce not 0 where the values end the tasks, for blocks have no end then: so many tasks at least run at the
     *     same time, so that each has a slot of its own
     */
    PipedTasks(
            Blocks blocks,
            Rows rows,
            Composer payload,
            Composer tag,
            TaskTerms terms,
            SurroundingsTemplate surroundings,
            int slots,
            int atOnce,
            boolean keepArguments) {
        this.terms = terms;
        this.surroundings = surroundings;
        this.blocks = blocks;
        this.rows = rows;
        this.payload = payload;
        this.tag = tag;
        this.slots = slots;
        this.atOnce = atOnce;
        this.keepArguments = keepArguments;
    }

    @Override
    public boolean read(List<TaskSpec> tasks, int max) throws IOException {
        for (int i = 0; i < max && (i == 0 || blocks.ready()); i++) {
            TaskInput block = blocks.next();
            if (block == null) {
                return i > 0;
            }
            byte[][] values = values(block);
            if (values == null) {
                return i > 0;
            }
            tasks.add(compose(block, values));
        }
        return true;
    }

    @Override
    public boolean endsBeforeItsTasks() {
        return blocks.endBeforeTheirTasks();
    }

    @Override
    public void close() throws IOException {
        blocks.close();
        if (rows != null) {
            rows.close();
        }
    }

    private TaskSpec compose(TaskInput block, byte[][] values) {
        TaskNumber number = new TaskNumber(++id, 0, slots);
        TaskSpec task = new TaskSpec(
                id,
                payload.compose(values, number),
                payload.slots(),
                tag == null ? null : tag.compose(values, number),
                block,
                keepArguments ? kept(values) : null,
                id,
                tag == null ? null : tag.slots(),
                TaskTerms.of(terms, values, number))
                .in(surroundings.of(values, number));
        return id <= atOnce ? task.forSlot((int) id) : task;
    }

    /** Records show no value where there is none. */
    private static byte[][] kept(byte[][] values) {
        return values == NO_VALUES ? new byte[0][] : values;
    }

    /** Null at the end of values that end the tasks. */
    private byte[][] values(TaskInput block) throws IOException {
        boolean named = block.place() == TaskInput.Place.FILE || block.place() == TaskInput.Place.FIFO;
        if (named) {
            return new byte[][] {Bytes.of(block.name())};
        }
        byte[][] row = rows == null ? null : rows.next();
        return row == null && atOnce == 0 ? NO_VALUES : row;
    }
}
