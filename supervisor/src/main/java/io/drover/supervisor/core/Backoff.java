package io.drover.supervisor.core;

import java.time.Duration;

/**
 * How long a task waits between a failed attempt and the next: longer each time, up to a limit.
 *
 * @param first after the first failure
 * @param factor each wait is so many times the one before, 1 for always the same
 * @param most no wait is longer
 */
public record Backoff(Duration first, double factor, Duration most) {
    /** The next attempt starts as soon as there is a slot for it. */
    public static final Backoff NONE = new Backoff(Duration.ZERO, 1, Duration.ZERO);

    /** After the attempt with this number, from 1. */
    public long nanosAfter(int attempt) {
        // A double holds what would be too long for a number of nanoseconds: the limit then decides.
        return (long) Math.min(most.toNanos(), first.toNanos() * Math.pow(factor, attempt - 1));
    }
}
