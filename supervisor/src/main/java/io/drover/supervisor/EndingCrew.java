package io.drover.supervisor;

import io.drover.posix.Signal;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;

/**
 * A crew that has neither tasks nor workers any more, and whose follower still takes care of what it was told last. Others
 * do not wait for that.
 *
 * <p>Confined to the loop.
 */
final class EndingCrew {
    private final Crew crew;
    private final Valve valve;
    private final RunEnd end;
    private final Ledger.Totals totals;
    private volatile boolean done;
    /** Null as long as nobody is in a hurry. */
    private RunEnd.Stopped stopped;
    private boolean abandoned;

    /** @param wake ends a wait of the loop */
    EndingCrew(Crew crew, Follower follower, RunEnd end, Ledger.Totals totals, Runnable wake) {
        this.crew = crew;
        this.valve = follower.valve();
        this.end = end;
        this.totals = totals;
        follower.over(() -> {
            done = true;
            wake.run();
        });
    }

    boolean is(Crew other) {
        return crew == other;
    }

    /** One stop does not wait for a reader that does not read, and the next for none. */
    void obey(CrewOrder order) {
        if (order instanceof CrewOrder.Stop stop && stop.signal() != Signal.HUP) {
            abandoned = stopped != null;
            stopped = new RunEnd.Stopped(stop.signal());
        } else if (order instanceof CrewOrder.Kill) {
            abandoned = true;
        }
    }

    /** True once and for all when nobody waits for the follower any more; says so. */
    boolean isOver() {
        if (done) {
            complete(end, valve.failure());
            return true;
        }
        if (abandoned || stopped != null && valve.stalled()) {
            OutputFailure killed = stopped == null ? new OutputFailure(false, "killed before all output was written") : null;
            complete(stopped == null ? end : heavier(end, stopped), killed);
            return true;
        }
        return false;
    }

    private void complete(RunEnd why, OutputFailure failure) {
        boolean readerGone = failure != null && failure.readerGone();
        crew.end().complete(new CrewEnd(readerGone ? heavier(why, new RunEnd.ReaderGone()) : why, totals, failure));
    }

    private static RunEnd heavier(RunEnd one, RunEnd other) {
        return other.weight() > one.weight() ? other : one;
    }
}
