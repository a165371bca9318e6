package io.drover.supervisor.output;

import io.drover.supervisor.core.RunProgress;

/**
 * What is shown of how far the run is.
 *
 * @param newest the command line, or the values, of the task that was sent last; empty before the first
 * @param stages a line that takes the place of all others; null where there is none
 */
public record ProgressState(RunProgress run, String newest, String stages) {
    /** A run without stages. */
    ProgressState(RunProgress run, String newest) {
        this(run, newest, null);
    }
}
