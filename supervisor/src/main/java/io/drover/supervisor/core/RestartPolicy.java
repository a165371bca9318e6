package io.drover.supervisor.core;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * When a place gets its next worker. The first crash after good work is answered at once; a series backs off
 * exponentially, with jitter so that places do not start in step. Failures fade with time (as in thejerf/suture), so no
 * list of time stamps is needed.
 */
final class RestartPolicy {
    static final int GIVE_UP_AFTER = 3;

    private static final long FIRST_DELAY = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MAX_DELAY = TimeUnit.SECONDS.toNanos(10);
    /** Somebody who kills workers is not answered with long waits: the worker itself did nothing wrong. */
    private static final long MAX_KILLED_DELAY = TimeUnit.MILLISECONDS.toNanos(20);
    /** A worker that got ready is a good one; its tasks are to blame, and they are charged one by one. */
    private static final long MAX_READY_DELAY = TimeUnit.MILLISECONDS.toNanos(200);
    private static final double HALF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Deaths by a signal before ready, with nothing done in between, that make us believe it is hopeless. */
    private static final int HOPELESS_KILLS = 200;

    private final RandomGenerator jitter;
    private double failures;
    private long lastFailure;
    private int failedStarts;
    private int killedStarts;

    RestartPolicy(RandomGenerator jitter) {
        this.jitter = jitter;
    }

    /** A worker of this place has started, and finished at least one task. */
    void worked() {
        failedStarts = 0;
        killedStarts = 0;
    }

    /** Nanoseconds to wait before the next spawn. */
    long delayAfterExit(boolean wasReady, boolean killed, long now) {
        failures = failures * Math.pow(0.5, (now - lastFailure) / HALF_LIFE_NANOS) + 1;
        lastFailure = now;
        if (!wasReady && killed) {
            killedStarts++;
        } else if (!wasReady) {
            failedStarts++;
        }
        if (wasReady && failures < 2) {
            return 0;
        }
        double backoff = FIRST_DELAY * Math.pow(2, Math.min(30, failures - 1));
        double limited = Math.min(backoff, killed ? MAX_KILLED_DELAY : wasReady ? MAX_READY_DELAY : MAX_DELAY);
        return (long) (limited * (0.5 + jitter.nextDouble() / 2));
    }

    /** Workers cannot start here: trying on would only burn the machine. */
    boolean hopeless() {
        return failedStarts >= GIVE_UP_AFTER || killedStarts >= HOPELESS_KILLS;
    }
}
