package io.drover.supervisor.core;

import java.time.Duration;

/**
 * What a task is owed.
 *
 * @param attempts how often a failing task is started in all; 0: until it succeeds
 * @param poisonLimit a task that has lost this many workers is quarantined
 * @param timeout a running task is ended after this time; zero: never
 * @param timeoutOfMedian it is ended after this share of the median run time of successful tasks; 0: never
 */
public record Terms(int attempts, int poisonLimit, Duration timeout, double timeoutOfMedian) {
    /** Each task is started once, and runs as long as it takes. */
    public static final Terms ONCE = new Terms(1, 3, Duration.ZERO, 0);

    public Terms attempts(int most) {
        return new Terms(most, poisonLimit, timeout, timeoutOfMedian);
    }

    public Terms poisonLimit(int losses) {
        return new Terms(attempts, losses, timeout, timeoutOfMedian);
    }

    public Terms timeout(Duration limit) {
        return new Terms(attempts, poisonLimit, limit, timeoutOfMedian);
    }

    public Terms timeoutOfMedian(double share) {
        return new Terms(attempts, poisonLimit, timeout, share);
    }

    /** As long as it takes. */
    public Terms withoutTimeout() {
        return timeout(Duration.ZERO).timeoutOfMedian(0);
    }
}
