package io.drover.supervisor.core;

import java.util.concurrent.TimeUnit;

/**
 * What the core needs to know of a run. Durations in nanoseconds; 0 means never where nothing else is said.
 *
 * @param slots for each worker place, how many tasks it runs at a time
 * @param rerunLost a task whose worker died runs again (Java tasks); commands do not unless {@code attempts} allows
 * @param tasksEndAlone a worker can end and stop each of its tasks (commands); other tasks end with their worker
 * @param attempts how often a failing task is started in all; 0: until it succeeds
 * @param poisonLimit a task that has lost this many workers is quarantined
 * @param timeoutNanos a running task is ended after this time; 0 where workers do it themselves
 * @param timeoutOfMedian it is ended after this share of the median run time of successful tasks; 0: never
 * @param graceNanos between a stop signal, or TERM to a worker, and KILL
 * @param silenceNanos a worker that has not shown life for so long is replaced
 * @param startNanos a worker must be ready within this time
 * @param pacing how fast tasks may start
 */
public record SupervisionConfig(
        int[] slots,
        boolean rerunLost,
        boolean tasksEndAlone,
        int attempts,
        int poisonLimit,
        long timeoutNanos,
        double timeoutOfMedian,
        long graceNanos,
        long silenceNanos,
        long startNanos,
        Pacing pacing,
        HaltPolicy halt) {

    /** Longer than anybody waits, and no sum with a time overflows. */
    private static final long FOR_EVER_NANOS = TimeUnit.DAYS.toNanos(10_000);

    /** Tasks that end with their worker; whatever has a slot starts. */
    public SupervisionConfig(
            int[] slots,
            boolean rerunLost,
            int attempts,
            int poisonLimit,
            long timeoutNanos,
            long graceNanos,
            long silenceNanos,
            long startNanos,
            HaltPolicy halt) {
        this(
                slots,
                rerunLost,
                false,
                attempts,
                poisonLimit,
                timeoutNanos,
                0,
                graceNanos,
                silenceNanos,
                startNanos,
                Pacing.NONE,
                halt);
    }

    /** For a person who looks at the tasks one by one and takes their time: one slot, no limit of time, no silence. */
    public SupervisionConfig patient() {
        return new SupervisionConfig(
                new int[] {1},
                rerunLost,
                tasksEndAlone,
                attempts,
                poisonLimit,
                0,
                0,
                graceNanos,
                0,
                FOR_EVER_NANOS,
                pacing,
                halt);
    }

    public int totalSlots() {
        return java.util.Arrays.stream(slots).sum();
    }
}
