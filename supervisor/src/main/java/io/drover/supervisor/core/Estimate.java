package io.drover.supervisor.core;

import java.util.concurrent.TimeUnit;

/**
 * How long the rest of a run will take: what is left, times how long an attempt takes on average, less what those that
 * run have behind them, divided by how many run at a time.
 *
 * <p>Confined to the supervisor loop.
 */
final class Estimate {
    /** From here on what runs at this moment says more about how many run at a time than the past does. */
    private static final double LONG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long begun = Long.MIN_VALUE;
    private long attempts;
    private double ranNanos;

    /** Tasks can run from now on. */
    void begin(long now) {
        if (begun == Long.MIN_VALUE) {
            begun = now;
        }
    }

    /** One more attempt took {@code nanos}. */
    void ran(long nanos) {
        attempts++;
        ranNanos += nanos;
    }

    long elapsedNanos(long now) {
        return begun == Long.MIN_VALUE ? 0 : now - begun;
    }

    /**
     * -1 until an attempt has ended.
     *
     * @param left tasks without a final state
     * @param behind for each attempt that runs, for how long it has
     */
    long leftNanos(long left, long[] behind, int slots, long now) {
        if (left == 0) {
            return 0;
        }
        if (attempts == 0) {
            return -1;
        }
        double mean = ranNanos / attempts;
        double busy = ranNanos;
        double done = 0;
        for (long nanos : behind) {
            busy += nanos;
            done += Math.min(nanos, mean);
        }
        // Fewer than there are slots, where starts are held back or tasks are shorter than their way to a worker.
        double atATime = busy / Math.max(1, elapsedNanos(now));
        if (mean >= LONG_NANOS) {
            atATime = Math.max(atATime, behind.length);
        }
        atATime = Math.min(atATime, Math.min(slots, left));
        return (long) (Math.max(0, left * mean - done) / Math.max(atATime, 1e-9));
    }
}
