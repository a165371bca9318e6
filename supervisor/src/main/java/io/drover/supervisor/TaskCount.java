package io.drover.supervisor;

import java.io.IOException;

/** Counts the tasks of a source, beside the thread that reads them. */
@FunctionalInterface
public interface TaskCount {

    /** May take its time: reads the input once more where it has to. */
    long tasks() throws IOException;
}
