package io.drover.serve;

/**
 * How a task has ended, or an attempt of it.
 *
 * @param group empty for none
 * @param startedMicros since 1970; 0: it never ran
 * @param exit negative: none
 * @param signal negative: none
 * @param why null where it is ok
 */
record TaskEnd(
        long id, String group, String state, int attempts, long startedMicros, long runNanos, int exit, int signal, String why, byte[] output,
        byte[] error) {

    /** Of one that has not run. */
    static TaskEnd never(Queued task, String state, String why) {
        return new TaskEnd(task.number(), task.group(), state, 0, 0, 0, -1, -1, why, null, null);
    }
}
