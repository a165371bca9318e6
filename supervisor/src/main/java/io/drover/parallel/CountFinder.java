package io.drover.parallel;

import io.drover.supervisor.TaskCount;
import java.io.IOException;

/** Finds out, before anything is read, how tasks can be counted. */
@FunctionalInterface
interface CountFinder {

    /** Null where they cannot be. */
    TaskCount find() throws IOException;
}
