package io.drover.parallel.blocks;

import io.drover.supervisor.core.TaskInput;
import java.io.IOException;

/** What {@code --pipe} cuts its input into: one piece for each task. Read by one thread. */
public interface Blocks extends AutoCloseable {

    /** The next block, to be read on standard input; null when there are no more. May block. */
    TaskInput next() throws IOException;

    /** Whether {@link #next} has a block at hand and will not wait. False at the end. */
    boolean ready();

    /** Whether {@link #next} comes to an end though no task has begun to read its block. */
    default boolean endBeforeTheirTasks() {
        return true;
    }

    @Override
    default void close() throws IOException {}
}
