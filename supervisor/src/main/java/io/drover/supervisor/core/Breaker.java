package io.drover.supervisor.core;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Whether workers are started at all, of a crew that goes on though they cannot start. As long as they can, it is closed. Where they
 * cannot, it is open: none is started for a time that is longer each time, with jitter. Then one is, and if that gets ready it is closed
 * again.
 */
final class Breaker {
    private static final long FIRST = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST = TimeUnit.SECONDS.toNanos(60);

    private final RandomGenerator jitter;
    private int trips;
    private long opensAgain;
    /** Null while it is closed. */
    private String why;

    Breaker(RandomGenerator jitter) {
        this.jitter = jitter;
    }

    boolean closed() {
        return why == null;
    }

    /** Workers cannot start. Returns for how many nanoseconds none is started; 0 if it was open already. */
    long trip(String cause, long now) {
        if (why != null && now < opensAgain) {
            return 0;
        }
        double wait = Math.min(MOST, FIRST * Math.pow(2, Math.min(30, trips)));
        long nanos = (long) (wait * (0.5 + jitter.nextDouble() / 2));
        trips++;
        why = cause;
        opensAgain = now + nanos;
        return nanos;
    }

    /** A worker is ready; returns whether that is news. */
    boolean close() {
        boolean news = why != null;
        why = null;
        trips = 0;
        return news;
    }

    /** @param starting whether a worker is just starting */
    boolean lets(boolean starting, long now) {
        return why == null || now >= opensAgain && !starting;
    }

    /** When time alone has it let one start; Long.MAX_VALUE if that is not what is waited for. */
    long next(long now) {
        return why != null && now < opensAgain ? opensAgain : Long.MAX_VALUE;
    }

    /** What is in the way; null: nothing. */
    Hold hold() {
        return why == null ? null : new Hold(Hold.Cause.WORKERS, why + "; tried again from time to time");
    }
}
