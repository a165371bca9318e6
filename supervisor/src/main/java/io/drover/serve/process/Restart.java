package io.drover.serve.process;

/** When a process that has ended by itself is started again. */
public enum Restart {
    /** However it has ended. */
    ALWAYS,
    /** When it has ended otherwise than expected. */
    ON_FAILURE,
    /** It is not. */
    NEVER
}
