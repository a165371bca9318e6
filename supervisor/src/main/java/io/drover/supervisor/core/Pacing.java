package io.drover.supervisor.core;

/**
 * How fast tasks may start, and how many run at a time.
 *
 * @param delayNanos between two starts of tasks
 * @param burst so many may start at once when none has for as long as that many take, one at least
 * @param jitterNanos up to so much is added to each delay, at random, so that starts do not synchronise
 * @param adaptive the delay grows when a task fails and shrinks when one succeeds
 * @param asks leave is asked for each start: {@link Effects#askToStart}
 * @param announced each task is sent when it can start at once, never ahead, because its start is told to somebody
 * @param tasks how many run at a time to begin with; {@link #ALL} where the slots are the only limit
 * @param yielding fewer run at a time when tasks fail, and up to {@code tasks} again when they succeed
 */
public record Pacing(
        long delayNanos, int burst, long jitterNanos, boolean adaptive, boolean asks, boolean announced, int tasks, boolean yielding) {
    /** As many tasks as there are slots. */
    public static final int ALL = Integer.MAX_VALUE;

    public Pacing(long delayNanos, long jitterNanos, boolean adaptive, boolean asks, boolean announced, int tasks) {
        this(delayNanos, 1, jitterNanos, adaptive, asks, announced, tasks, false);
    }

    /** Whatever has a slot starts. */
    public static final Pacing NONE = new Pacing(0, 0, false, false, false, ALL);

    /** So many start in a second, and a burst at once when none has for long enough. */
    public static Pacing rate(double perSecond, int burst) {
        return new Pacing((long) (1e9 / perSecond), burst, 0, false, false, false, ALL, false);
    }

    /** The same, with leave for each start where somebody gives it. */
    public Pacing asking(boolean somebody) {
        return new Pacing(delayNanos, burst, jitterNanos, adaptive, somebody, announced, tasks, yielding);
    }

    /** Tasks may wait in workers for their start. */
    boolean free() {
        return delayNanos == 0 && jitterNanos == 0 && !asks && !announced && tasks == ALL;
    }
}
