package io.drover.serve.process;

import io.drover.supervisor.core.Origin;

/**
 * A process that was started.
 *
 * @param number of its task
 * @param name of the process, with its number
 * @param tag what stands before each line that it prints; null for nothing
 */
record Started(long number, String name, byte[] tag) implements Origin {}
