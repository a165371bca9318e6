package io.drover.supervisor;

import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.List;

/**
 * Where the tasks of a run come from. Read by one thread, which may block in it.
 */
public interface TaskSource extends AutoCloseable {

    /** What was to reach commands that run will not: they must not take what they have got for all of it. */
    final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        /**
         * With what {@code cause} says.
         *
         * @param cause why
         */
        public Broken(Throwable cause) {
            super(OutOfMemory.text(cause), cause);
        }
    }

    /**
     * Adds tasks to a list, at least one.
     *
     * <p>Blocks until one task is there, but never waits for a second one: an endless producer that pauses is served
     * at once.
     *
     * @param tasks what they are added to
     * @param max how many at most
     * @return false when there are no more
     * @throws IOException when the input cannot be read; the message names it and is fit for the user
     */
    boolean read(List<TaskSpec> tasks, int max) throws IOException;

    /**
     * How to find out the number of tasks without reading them here. Called before the first read.
     *
     * @return null where that is not possible
     * @throws IOException when the input cannot be read
     */
    default TaskCount count() throws IOException {
        return null;
    }

    /** {@return whether all can be read before the first task runs} */
    default boolean endsBeforeItsTasks() {
        return true;
    }

    /** {@return what {@code --header} names the columns, in order; empty without. Fixed before the first read} */
    default List<String> columns() {
        return List.of();
    }

    /** {@return how many values each source row has, several of which may make a task; 0 where that is not the same for all} */
    default int width() {
        return 0;
    }

    @Override
    default void close() throws IOException {}
}
