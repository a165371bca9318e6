package io.drover.supervisor.input;

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
    private final boolean oneForEachRow;
    private final boolean keepArguments;
    private long id;

    /**
     * @param rows values for the commands, which need not be as many as there are blocks; null when there are none
     * @param oneForEachRow whether the values end the tasks; blocks have no end then
     * @param tag null when tasks have none
     */
    PipedTasks(
            Blocks blocks, Rows rows, Composer payload, Composer tag, boolean oneForEachRow, boolean keepArguments) {
        this.blocks = blocks;
        this.rows = rows;
        this.payload = payload;
        this.tag = tag;
        this.oneForEachRow = oneForEachRow;
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
    public void close() throws IOException {
        blocks.close();
        if (rows != null) {
            rows.close();
        }
    }

    private TaskSpec compose(TaskInput block, byte[][] values) {
        TaskNumber number = new TaskNumber(++id, 0);
        return new TaskSpec(
                id,
                payload.compose(values, number),
                payload.slotOffsets(),
                tag == null ? null : tag.compose(values, number),
                block,
                keepArguments ? kept(values) : null);
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
        return row == null && !oneForEachRow ? NO_VALUES : row;
    }
}
