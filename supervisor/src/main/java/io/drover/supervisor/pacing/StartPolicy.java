package io.drover.supervisor.pacing;

import io.drover.supervisor.core.Hold;
import java.io.IOException;

/** One reason to let tasks wait. Called by one thread; may take its time. */
public interface StartPolicy {

    /** What a policy finds. */
    enum Verdict {
        /** One more task may start. */
        START,
        /** None may start now. */
        HOLD,
        /** None may start, and the youngest that runs is to be given back. */
        GIVE_BACK
    }

    /**
     * Looks at the machine as it is now.
     *
     * @param now in nanoseconds of a monotonic clock
     * @throws IOException when nothing can be learned: the run cannot keep its promise
     */
    Verdict check(long now) throws IOException, InterruptedException;

    /** What the last check found, if it was not {@link Verdict#START}; for the user. */
    Hold hold();

    /** How often to look also while no task waits, in nanoseconds, because the answer may be to give one back; 0: never. */
    default long watchNanos() {
        return 0;
    }
}
