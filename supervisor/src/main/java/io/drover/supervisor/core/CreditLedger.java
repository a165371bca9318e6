package io.drover.supervisor.core;

import java.util.concurrent.TimeUnit;

/**
 * How many tasks a worker may hold: its free slots, and a few milliseconds of work beyond them when tasks are short.
 * A round trip then costs nothing for tiny tasks, and no task waits behind a long one.
 */
final class CreditLedger {
    /** Enough for frames of several results even from commands of a millisecond; what waits too long is recalled. */
    private static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Longer tasks (and unknown ones) get a slot first. */
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int MAX_AHEAD = 4096;
    private static final long MAX_BYTES = 4 << 20;
    /** Until the first results nobody knows: one task for each slot. */
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final int slots;
    private final boolean mayRunAhead;
    private long meanNanos = UNKNOWN;
    private int ahead;

    /** @param mayRunAhead false where the next start may depend on the last result: only free slots get tasks */
    CreditLedger(int slots, boolean mayRunAhead) {
        this.slots = slots;
        this.mayRunAhead = mayRunAhead;
    }

    /** One more attempt took {@code nanos}. */
    void ran(long nanos) {
        // New tasks may be unlike old ones: an eighth of the weight makes the mean follow within a few frames.
        meanNanos = meanNanos == UNKNOWN ? nanos : meanNanos + (nanos - meanNanos) / 8;
    }

    /** A frame of results has been counted: the window may move towards its target, at most doubling. */
    void settle() {
        if (!mayRunAhead) {
            return;
        }
        long target = meanNanos > SHORT_NANOS ? 0 : AHEAD_NANOS * slots / Math.max(meanNanos, 200);
        ahead = (int) Math.min(Math.min(target, MAX_AHEAD), Math.max(4, ahead * 2L));
    }

    /** A task has been running for so long that what waits behind it had to be recalled. */
    void stalled(long nanos) {
        meanNanos = Math.max(meanNanos == UNKNOWN ? 0 : meanNanos, nanos);
        ahead = 0;
    }

    /** Tasks that fit beside those in flight, not counting slots. */
    int room(InFlight inFlight) {
        if (inFlight.bytes() > MAX_BYTES) {
            return slots - inFlight.size();
        }
        return slots + ahead - inFlight.size();
    }

    int ahead() {
        return ahead;
    }
}
