package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * How a flow ended.
 *
 * @param end why
 * @param stages how many items ended how in each stage, in their order; those that waited when the flow was stopped are cancelled
 * @param deadLetters the first thousand items that failed, ran out of time or were lost
 * @param outputFailure why output is incomplete, or null
 * @param survivors processes of the flow that could not be ended
 */
public record FlowResult(
        RunEnd end, List<StageEnd> stages, List<DeadLetter> deadLetters, OutputFailure outputFailure, int survivors) {
    /**
     * A stage after the end.
     *
     * @param name of the stage
     * @param totals of its items
     */
    public record StageEnd(String name, Ledger.Totals totals) {}

    /**
     * An item that came to a bad end.
     *
     * @param stage where it did
     * @param payload what the task there was given: the command line, or the bytes of its input
     * @param why for people
     * @param attempts how often it was started
     */
    public record DeadLetter(String stage, ByteString payload, String why, int attempts) {}

    /**
     * One stage.
     *
     * @param name of the stage
     * @return how many of its items ended how
     * @throws NoSuchElementException if there is none of that name
     */
    public Ledger.Totals stage(String name) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no stage " + name))
                .totals();
    }

    /** {@return the sum over all stages} */
    public Ledger.Totals totals() {
        Ledger.Totals sum = Ledger.Totals.NONE;
        for (StageEnd stage : stages) {
            sum = sum.plus(stage.totals());
        }
        return sum;
    }

    /** {@return whether every item of every stage succeeded} */
    public boolean ok() {
        return end instanceof RunEnd.Completed && totals().submitted() == totals().ok();
    }

    /**
     * This, where every item of every stage succeeded.
     *
     * @return this
     * @throws FlowFailedException if not; its message names the first that did not
     */
    public FlowResult orThrow() {
        if (ok()) {
            return this;
        }
        String why = end instanceof RunEnd.GaveUp gaveUp ? gaveUp.message() : totals().toString();
        String first = deadLetters.isEmpty() ? "" : "; first, in " + deadLetters.get(0).stage() + ": " + deadLetters.get(0).why();
        throw new FlowFailedException(why + first, this);
    }
}
