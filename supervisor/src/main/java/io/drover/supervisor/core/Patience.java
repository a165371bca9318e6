package io.drover.supervisor.core;

import java.time.Duration;

/**
 * How long workers are waited for.
 *
 * @param grace between a stop signal, or TERM to a worker, and KILL
 * @param silence a worker that has not shown life for so long is replaced; zero: never
 * @param start a worker must be ready within this time
 */
public record Patience(Duration grace, Duration silence, Duration start) {
    public static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(30));

    /** Longer than anybody waits, and no sum with a time overflows. */
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    public Patience grace(Duration limit) {
        return new Patience(limit, silence, start);
    }

    public Patience silence(Duration limit) {
        return new Patience(grace, limit, start);
    }

    public Patience start(Duration limit) {
        return new Patience(grace, silence, limit);
    }

    /** With a worker that somebody looks at who takes their time. */
    public Patience endless() {
        return silence(Duration.ZERO).start(FOR_EVER);
    }

    long graceNanos() {
        return grace.toNanos();
    }

    long silenceNanos() {
        return silence.toNanos();
    }

    long startNanos() {
        return start.toNanos();
    }
}
