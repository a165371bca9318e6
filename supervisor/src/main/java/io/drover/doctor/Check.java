package io.drover.doctor;

import java.io.IOException;

/** One thing that a run needs. */
interface Check {
    String name();

    /** Tries it. An exception is a failure, with its message as the reason. */
    Finding examine() throws IOException, InterruptedException;
}
