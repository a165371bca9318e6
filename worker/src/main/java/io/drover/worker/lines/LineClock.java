package io.drover.worker.lines;

import io.drover.wire.PauseWatch;
import java.util.concurrent.TimeUnit;

/**
 * For how long a coprocess has had the first of its lines, and when that is too long. What it was kept from running does
 * not count.
 *
 * <p>Time is an argument, by {@link System#nanoTime}. Confined to the thread of the slot.
 */
final class LineClock {
    private final long timeoutNanos;
    private PauseWatch watch;
    private long since;
    private boolean suspended;
    private long suspendedAt;

    /** @param timeoutMillis 0: no time is too long */
    LineClock(long timeoutMillis, long now) {
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        start(now);
    }

    /** A line is the first from now on. However long nobody looked before: there was nothing to watch. */
    void start(long now) {
        watch = new PauseWatch(now);
        since = now;
    }

    /** The first line has taken {@code nanos}, and the next one is the first. */
    void next(long nanos) {
        since += nanos;
    }

    /** Since when the first line is the first, without what does not count. */
    long since() {
        return since;
    }

    /** How long nothing happens, for poll(2): -1 is for ever. */
    int waitMillis(long now) {
        look(now);
        if (timeoutNanos == 0 || suspended) {
            watch.rest();
            return -1;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(since + timeoutNanos - now + 999_999);
        int wait = (int) Math.max(0, Math.min(left, PauseWatch.LONGEST_WAIT_MILLIS));
        watch.until(now + TimeUnit.MILLISECONDS.toNanos(wait));
        return wait;
    }

    /** If we were suspended, the child probably was, too. To be told at the end of a wait. */
    void look(long now) {
        long paused = watch.look(now);
        // The time of a suspended child is counted whole when it goes on.
        if (!suspended) {
            since += paused;
        }
    }

    /** The child is stopped, or goes on. */
    void suspend(boolean stopped, long now) {
        if (stopped == suspended) {
            return;
        }
        look(now);
        suspended = stopped;
        if (stopped) {
            suspendedAt = now;
        } else {
            since += now - suspendedAt;
        }
    }

    /** The child was made to wait since we looked. */
    void postpone(long nanos) {
        watch.know(nanos);
        since += nanos;
    }

    /** The first line has had its time. */
    boolean over(long now) {
        look(now);
        return timeoutNanos > 0 && !suspended && now - since >= timeoutNanos;
    }
}
