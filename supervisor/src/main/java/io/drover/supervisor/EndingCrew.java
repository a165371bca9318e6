package io.drover.supervisor;

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
    private final Hurry hurry;
    private final long since;
    private volatile boolean done;

    /**
     * @param hurry with what it was told so far
     * @param wake ends a wait of the loop
     */
    EndingCrew(Crew crew, Follower follower, RunEnd end, Ledger.Totals totals, Hurry hurry, long now, Runnable wake) {
        this.crew = crew;
        this.hurry = hurry;
        this.since = now;
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

    void obey(CrewOrder order) {
        hurry.obey(order);
    }

    /** True once and for all when nobody waits for the follower any more; says so. */
    boolean isOver(long now) {
        if (done) {
            complete(end, valve.failure());
            return true;
        }
        if (hurry.isOver(now - since, valve.stalled())) {
            RunEnd.Stopped stopped = hurry.stopped();
            if (stopped == null) {
                complete(end, new OutputFailure(false, "killed before all output was written"));
            } else {
                complete(heavier(end, stopped), null);
            }
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
