package io.drover.supervisor.core;

import java.time.Duration;

/**
 * What a task is owed. One object for all tasks that are submitted alike.
 *
 * @param attempts how often a failing task is started in all; 0: until it succeeds
 * @param backoff how long a task waits that has failed, before it is started again
 * @param poisonLimit a task that has lost this many workers is quarantined
 * @param timeout a running task is ended after this time; zero: never. A line of a co-process has that of its crew, not one of its own
 * @param timeoutOfMedian it is ended after this share of the median run time of successful tasks of its crew; 0: never
 * @param priority of the tasks that wait, those with the highest number start first; equal ones in the order in which they came
 * @param delay it starts so long after its crew has taken it at the earliest
 */
public record Terms(
        int attempts,
        Backoff backoff,
        int poisonLimit,
        Duration timeout,
        double timeoutOfMedian,
        int priority,
        Duration delay) {
    /** Each task is started once, and runs as long as it takes. */
    public static final Terms ONCE = new Terms(1, Backoff.NONE, 3, Duration.ZERO, 0, 0, Duration.ZERO);

    public Terms attempts(int most) {
        return new Terms(most, backoff, poisonLimit, timeout, timeoutOfMedian, priority, delay);
    }

    public Terms backoff(Backoff between) {
        return new Terms(attempts, between, poisonLimit, timeout, timeoutOfMedian, priority, delay);
    }

    public Terms poisonLimit(int losses) {
        return new Terms(attempts, backoff, losses, timeout, timeoutOfMedian, priority, delay);
    }

    public Terms timeout(Duration limit) {
        return new Terms(attempts, backoff, poisonLimit, limit, timeoutOfMedian, priority, delay);
    }

    public Terms timeoutOfMedian(double share) {
        return new Terms(attempts, backoff, poisonLimit, timeout, share, priority, delay);
    }

    public Terms priority(int rank) {
        return new Terms(attempts, backoff, poisonLimit, timeout, timeoutOfMedian, rank, delay);
    }

    public Terms delay(Duration first) {
        return new Terms(attempts, backoff, poisonLimit, timeout, timeoutOfMedian, priority, first);
    }

    /** As long as it takes. */
    public Terms withoutTimeout() {
        return timeout(Duration.ZERO).timeoutOfMedian(0);
    }

    /** Whether one more attempt may follow so many. */
    boolean allow(int attemptsSoFar) {
        return attempts == 0 || attemptsSoFar < attempts;
    }
}
