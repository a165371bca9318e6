package io.drover.supervisor.output;

/**
 * The numbers in the progress line.
 *
 * @param done tasks with a final state
 * @param total all tasks; -1 while the input has not ended
 */
public record ProgressState(long done, long total, long running, long failed) {}
