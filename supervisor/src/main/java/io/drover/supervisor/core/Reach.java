package io.drover.supervisor.core;

/** How far a cancel goes. */
public enum Reach {
    /** To what waits. What runs goes on, once: it is not tried again. */
    WAITING,
    /** Also to what runs, which is ended. */
    RUNNING
}
