package io.drover.supervisor;

import io.drover.posix.Signal;
import io.drover.supervisor.core.RunEnd;
import java.util.concurrent.TimeUnit;

/**
 * How long a crew that is over waits for its follower, by the orders that were to end it, before that and since: one stop does not wait
 * for a reader that does not read, and the next for none.
 *
 * <p>Confined to the loop.
 */
final class Hurry {
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Null as long as nobody has stopped it. */
    private RunEnd.Stopped stopped;
    private boolean killed;

    void obey(CrewOrder order) {
        if (order instanceof CrewOrder.Stop stop && stop.signal() != Signal.HUP) {
            killed |= stopped != null;
            stopped = new RunEnd.Stopped(stop.signal());
        } else if (order instanceof CrewOrder.Kill) {
            killed = true;
        }
    }

    /**
     * @param nanos for so long the follower is waited for
     * @param stalled nobody takes what it writes
     */
    boolean isOver(long nanos, boolean stalled) {
        return killed && nanos >= LAST_WORDS_NANOS || stopped != null && stalled;
    }

    /** Null if nobody has. */
    RunEnd.Stopped stopped() {
        return stopped;
    }
}
