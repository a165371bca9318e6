package io.drover.worker.lines;

import io.drover.worker.command.Standstill;
import java.util.concurrent.TimeUnit;

/**
 * For how long a coprocess has had the first of its lines, and when that is too long. What it was kept from running does
 * not count.
 *
 * <p>Time is an argument, by {@link System#nanoTime}. Confined to the thread of the slot.
 */
final class LineClock {
    private final long timeoutNanos;
    private Standstill standstill;
    private long since;

    /** @param timeoutMillis 0: no time is too long */
    LineClock(long timeoutMillis, long now) {
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        start(now);
    }

    /** A line is the first from now on. However long nobody looked before: there was nothing to watch. */
    void start(long now) {
        standstill = new Standstill(now);
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
        return timeoutNanos == 0 ? standstill.waitForEver() : standstill.waitMillis(since + timeoutNanos, now);
    }

    /** If we were suspended, the child probably was, too. To be told at the end of a wait. */
    void look(long now) {
        since += standstill.look(now);
    }

    /** The child is stopped, or goes on. */
    void suspend(boolean stopped, long now) {
        since += standstill.stop(stopped, now);
    }

    /** The child was made to wait since we looked. */
    void postpone(long nanos) {
        standstill.know(nanos);
        since += nanos;
    }

    /** The first line has had its time. */
    boolean over(long now) {
        look(now);
        return timeoutNanos > 0 && !standstill.stopped() && now - since >= timeoutNanos;
    }
}
