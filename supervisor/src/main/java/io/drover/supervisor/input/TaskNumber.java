package io.drover.supervisor.input;

/**
 * Which task of how many.
 *
 * @param id from 1
 * @param total how many tasks the run has; 0 when the template does not ask and nobody has counted
 */
record TaskNumber(long id, long total) {}
