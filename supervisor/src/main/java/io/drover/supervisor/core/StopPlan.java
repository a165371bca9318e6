package io.drover.supervisor.core;

import java.util.concurrent.TimeUnit;

/** The phase of a run, and when KILL is due once it is being stopped. */
final class StopPlan {
    /** While a run is being stopped the boards are looked at this often. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final long graceNanos;
    private Phase phase = Phase.TAKING;
    private long killAt = Long.MAX_VALUE;

    StopPlan(long graceNanos) {
        this.graceNanos = graceNanos;
    }

    Phase phase() {
        return phase;
    }

    void inputOver() {
        reach(Phase.INPUT_OVER);
    }

    /** Nothing new starts from now on. False if that was so before. */
    boolean close() {
        return reach(Phase.CLOSED);
    }

    /** The grace period begins. False if it has before. */
    boolean stop(long now) {
        if (!reach(Phase.STOPPING)) {
            return false;
        }
        killAt = now + graceNanos;
        return true;
    }

    /** No more grace. False if there was none before. */
    boolean kill() {
        killAt = Long.MAX_VALUE;
        return reach(Phase.KILLED);
    }

    private boolean reach(Phase next) {
        if (next.compareTo(phase) <= 0) {
            return false;
        }
        phase = next;
        return true;
    }

    /** We were suspended ourselves until {@code now}: the grace period begins anew. */
    void resumed(long now) {
        if (phase == Phase.STOPPING) {
            killAt = now + graceNanos;
        }
    }

    boolean killIsDue(long now) {
        return now >= killAt;
    }

    /** When somebody has to look again; Long.MAX_VALUE: not for this. */
    long nextLook(long now) {
        return phase.stops() ? Math.min(now + LOOK_NANOS, killAt) : Long.MAX_VALUE;
    }
}
