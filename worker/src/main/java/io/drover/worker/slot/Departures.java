package io.drover.worker.slot;

import java.util.concurrent.TimeUnit;

/**
 * When results leave for the sink: one that comes after a pause at once, those that follow closely together, as one
 * frame, {@link #APART_NANOS} after the frame before. What has not left is lost with its worker, so this is short.
 */
final class Departures {
    static final long APART_NANOS = TimeUnit.MICROSECONDS.toNanos(4500);

    private long last;

    /** @param now here as everywhere by System.nanoTime */
    Departures(long now) {
        this.last = now - APART_NANOS;
    }

    /** A frame has been sent. */
    void left(long now) {
        last = now;
    }

    long sinceLast(long now) {
        return now - last;
    }

    /** How long a result that is here waits for others; none at or below 0. */
    long waitNanos(long now) {
        return APART_NANOS - sinceLast(now);
    }
}
