package io.drover.wire;

import java.util.concurrent.TimeUnit;

/**
 * Tells time in which this process was stopped from time that passed: who says when it will look at the clock next, and
 * then looks much later, was suspended in between, and so were probably the processes that it watches.
 *
 * <p>Time is an argument, by {@link System#nanoTime}. Confined to the thread that looks.
 */
public final class PauseWatch {
    /** No wait with a deadline is longer, so that a suspend shows as a wait that was. */
    public static final long LONGEST_WAIT_MILLIS = 500;
    /** To be late by less is to be on a busy machine. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long NEVER = Long.MAX_VALUE;

    private long nextLook;

    public PauseWatch(long now) {
        nextLook = now;
    }

    /** Somebody looks at {@code time}, or before; at once if that is over. */
    public void until(long time) {
        if (nextLook == NEVER || time - nextLook > 0) {
            nextLook = time;
        }
    }

    /** Nobody knows when somebody looks next: no time until then is a pause. */
    public void rest() {
        nextLook = NEVER;
    }

    /** So much of the time since the last look is known, and was no pause. */
    public void know(long nanos) {
        if (nextLook != NEVER) {
            nextLook += nanos;
        }
    }

    /** For how long we were suspended since the last look: 0 if we were not. The next one is due at once. */
    public long look(long now) {
        long late = nextLook == NEVER ? 0 : now - nextLook;
        nextLook = now;
        return late > LATE_NANOS ? late : 0;
    }
}
