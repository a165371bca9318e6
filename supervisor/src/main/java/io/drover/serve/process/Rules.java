package io.drover.serve.process;

import io.drover.supervisor.core.Backoff;
import io.drover.supervisor.core.Outcome;
import java.time.Duration;
import java.util.Set;

/**
 * What is done about a process; all of it may change while it runs.
 *
 * @param restart when it is started again
 * @param expected exit codes that are no failures
 * @param start having run for so long it has started; one that ends before has failed
 * @param ready when those that come after it may start
 * @param backoff how long it waits after failures in a row
 * @param giveUp when it is not started any more
 * @param stopSignal number of what ends it
 * @param grace between that and KILL
 * @param health null: nobody asks
 */
public record Rules(
        Restart restart,
        Set<Integer> expected,
        Duration start,
        Readiness ready,
        Backoff backoff,
        GiveUp giveUp,
        int stopSignal,
        Duration grace,
        Health health) {

    /** Whether such an end is no failure. */
    boolean expects(Outcome end) {
        return end.exitCode().isPresent() && expected.contains(end.exitCode().getAsInt());
    }

    /**
     * Enough is enough.
     *
     * @param failures so many
     * @param within in this time; 0 failures: never
     */
    public record GiveUp(int failures, Duration within) {
        /** It is tried again for ever. */
        public static final GiveUp NEVER = new GiveUp(0, Duration.ZERO);
    }

    /**
     * How it is found out whether it is well.
     *
     * @param check what is asked
     * @param interval between two checks
     * @param timeout a check that takes longer has failed
     * @param failures so many in a row, and it is started anew
     * @param start it must be well after so long for the first time
     */
    public record Health(Check check, Duration interval, Duration timeout, int failures, Duration start) {}
}
