package io.drover.flow;

import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;
import java.util.List;

/**
 * How a flow ended.
 *
 * @param end why
 * @param stages how many items ended how in each stage, in their order; those that waited when the flow was stopped are cancelled
 * @param outputFailure why output is incomplete, or null
 * @param survivors processes of the flow that could not be ended
 */
public record FlowResult(RunEnd end, List<StageEnd> stages, OutputFailure outputFailure, int survivors) {
    /**
     * A stage after the end.
     *
     * @param name of the stage
     * @param totals of its items
     */
    public record StageEnd(String name, Ledger.Totals totals) {}

    /** {@return the sum over all stages} */
    public Ledger.Totals totals() {
        Ledger.Totals sum = new Ledger.Totals(0, 0, 0, 0, 0, 0);
        for (StageEnd stage : stages) {
            sum = sum.plus(stage.totals());
        }
        return sum;
    }
}
