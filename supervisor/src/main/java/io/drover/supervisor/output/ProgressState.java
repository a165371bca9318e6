package io.drover.supervisor.output;

import io.drover.supervisor.core.RunProgress;

/**
 * What is shown of how far the run is.
 *
 * @param newest the command line, or the values, of the task that was sent last; empty before the first
 */
public record ProgressState(RunProgress run, String newest) {}
