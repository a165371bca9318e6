package io.drover.supervisor;

/**
 * How a supervisor ended.
 *
 * @param survivors processes that it could not end: stuck in the kernel, or another user's
 */
public record SupervisorEnd(int survivors) {}
