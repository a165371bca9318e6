package io.drover.supervisor.core;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When the next task may start: some time after the one before, if not too many are running, with leave where that is
 * asked for, and not while a task wants a pause. Leave is for one task and one start.
 */
final class StartGate {
    private static final double AFTER_FAILURE = 1.3;
    private static final double AFTER_SUCCESS = 0.9;
    /** What is left of the limit when as many tasks as may run have failed one after the other. */
    private static final double LEFT_BY_FAILURES = 0.3;
    /** So many successes undo a failure. */
    private static final double SUCCESSES = 5;

    private final Pacing pacing;
    private final RandomGenerator random;
    private double delayNanos;
    private long nextStart = Long.MIN_VALUE;
    /** No task starts before. */
    private long pausedUntil = Long.MIN_VALUE;
    /** Null where nothing is paused. */
    private Hold pause;
    private double limit;
    private TaskState asked;
    private boolean granted;
    private Hold hold;

    StartGate(Pacing pacing, RandomGenerator random) {
        this.pacing = pacing;
        this.random = random;
        this.delayNanos = pacing.delayNanos();
        this.limit = pacing.tasks();
    }

    /** Nothing is held back for long, but by a {@link #pause}. */
    boolean free() {
        return pacing.free();
    }

    /** How many tasks may run at a time, whatever the number of slots. */
    int limit() {
        return (int) Math.ceil(limit);
    }

    /** Why there are no more. */
    String reasonOfLimit() {
        return pacing.yielding()
                ? "after failures -j allows " + limit() + " at a time"
                : "the file of -j allows " + limit() + " at a time";
    }

    void limit(int tasks) {
        limit = tasks;
    }

    /** One more task may start as far as time and number go. */
    boolean open(int running, long now) {
        return running < limit() && now >= nextStart;
    }

    /** When time alone opens the gate; Long.MAX_VALUE if time is not what closes it. */
    long opensAt(int running, long now) {
        return running < limit() && now < nextStart ? nextStart : Long.MAX_VALUE;
    }

    /** A task wants no other to start for so long; of several the one counts that ends last. */
    void pause(long nanos, long now) {
        if (now + nanos > pausedUntil) {
            pausedUntil = now + nanos;
            pause = new Hold(Hold.Cause.PAUSE, "a task wants a pause of " + seconds(nanos));
        }
    }

    private static String seconds(long nanos) {
        return Duration.ofNanos(nanos).toString().substring("PT".length()).toLowerCase(java.util.Locale.ROOT);
    }

    boolean paused(long now) {
        if (now >= pausedUntil) {
            pause = null;
        }
        return pause != null;
    }

    /** The end of a pause. */
    long pausedUntil() {
        return pausedUntil;
    }

    boolean asks() {
        return pacing.asks();
    }

    /** The task whose start has been asked for; null: none. */
    TaskState asked() {
        return asked;
    }

    void ask(TaskState task) {
        asked = task;
        granted = false;
    }

    void grant() {
        granted = asked != null;
        hold = null;
    }

    boolean granted() {
        return granted;
    }

    /** Leave for the task that was asked for has to wait. */
    void hold(Hold why) {
        hold = asked == null ? null : why;
    }

    /** What the next task waits for; null for nothing that lasts. */
    Hold hold() {
        return pause == null ? hold : pause;
    }

    /** Whatever was asked for, the answer does not matter any more. */
    void forget() {
        asked = null;
        granted = false;
        hold = null;
    }

    void started(long now) {
        long jitter = pacing.jitterNanos() == 0 ? 0 : random.nextLong(pacing.jitterNanos() + 1);
        if (delayNanos > 0 || jitter > 0) {
            // What was not used is kept for as long as a burst takes.
            long unused = now - (long) (delayNanos * (pacing.burst() - 1));
            nextStart = Math.max(Math.min(nextStart, now), unused) + (long) delayNanos + jitter;
        }
        forget();
    }

    /** So many have not started and wait again: what they had of the time is for the next. */
    void recalled(int tasks) {
        if (tasks > 0) {
            nextStart -= (long) (tasks * delayNanos);
        }
    }

    /** An attempt has ended; a delay that adapts follows, as GNU parallel's does. */
    void ended(boolean ok) {
        if (pacing.adaptive()) {
            delayNanos *= ok ? AFTER_SUCCESS : AFTER_FAILURE;
        }
    }

    /** A task has its final state; a limit that yields follows, as GNU parallel's does. */
    void finished(boolean ok) {
        if (pacing.yielding()) {
            double down = Math.pow(LEFT_BY_FAILURES, 1.0 / pacing.tasks());
            limit = ok ? Math.min(pacing.tasks(), limit * Math.pow(1 / down, 1 / SUCCESSES)) : Math.max(1, limit * down);
        }
    }
}
