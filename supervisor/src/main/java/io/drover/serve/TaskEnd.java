package io.drover.serve;

/**
 * How a task has ended, or an attempt of it.
 *
 * @param group empty for none
 * @param byItself nobody has ended it: it may be tried again
 * @param startedMicros since 1970; 0: it never ran
 * @param exit negative: none
 * @param signal negative: none
 * @param why null where it is ok
 */
record TaskEnd(
        long id, String group, String state, boolean byItself, int attempts, long startedMicros, long runNanos, int exit, int signal, String why,
        Printed output, Printed error) {

    /**
     * What it has printed on one of its streams.
     *
     * @param last the end of it; null for nothing
     * @param bytes how much it was in all
     */
    record Printed(byte[] last, long bytes) {
        static final Printed NOTHING = new Printed(null, 0);
    }

    /** Of one that has not run. */
    static TaskEnd never(Queued task, String state, String why) {
        return new TaskEnd(task.number(), task.group(), state, false, 0, 0, 0, -1, -1, why, Printed.NOTHING, Printed.NOTHING);
    }
}
