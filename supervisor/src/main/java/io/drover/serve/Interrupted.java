package io.drover.serve;

/** What becomes of tasks that ran when the service was killed: nobody knows how far they were. */
public enum Interrupted {
    /** They run again. */
    RERUN,
    /** They wait until somebody retries them. */
    HOLD,
    /** They have failed. */
    FAIL
}
