package io.drover.supervisor;

/** What a supervisor works on. */
public enum Site {
    /** A process that has other things to do: children that are not workers are left alone. */
    SHARED_PROCESS,
    /**
     * A process that exists for the supervisor alone: children that it gets are the supervisor's, and what its end frees anyway (sockets,
     * threads) is not freed first.
     */
    OWN_PROCESS
}
