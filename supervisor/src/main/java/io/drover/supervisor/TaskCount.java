package io.drover.supervisor;

import java.io.IOException;

/** Counts the tasks of a source, beside the thread that reads them. */
@FunctionalInterface
public interface TaskCount {

    /**
     * May take its time: reads the input once more where it has to.
     *
     * @return how many there are
     * @throws IOException when the input cannot be read
     */
    long tasks() throws IOException;
}
