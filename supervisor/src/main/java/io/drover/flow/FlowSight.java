package io.drover.flow;

import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.Ledger;
import java.util.List;

/**
 * A flow as it is now.
 *
 * @param stages in their order; none before it has begun
 */
public record FlowSight(List<StageSight> stages) {
    /**
     * One stage.
     *
     * @param name of the stage
     * @param waiting items that have no slot yet
     * @param running tasks that have one, of one item or several
     * @param slots how many tasks run at a time
     * @param totals how many items ended how; of those submitted, some may wait
     * @param hold why no task starts though one has a slot; null when nothing is in the way
     */
    public record StageSight(String name, long waiting, int running, int slots, Ledger.Totals totals, Hold hold) {}
}
