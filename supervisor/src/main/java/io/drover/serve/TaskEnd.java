package io.drover.serve;

/**
 * How a task has ended.
 *
 * @param startedMicros since 1970; 0: it never ran
 * @param exit negative: none
 * @param signal negative: none
 * @param why null where it is ok
 */
record TaskEnd(
        long id, String state, int attempts, long startedMicros, long runNanos, int exit, int signal, String why, byte[] output, byte[] error) {}
