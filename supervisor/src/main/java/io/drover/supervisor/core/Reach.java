package io.drover.supervisor.core;

/** How far a cancel goes. */
public enum Reach {
    /** To what no attempt of has begun. All else is left as it is. */
    UNBEGUN,
    /** To what waits. What runs goes on, once: it is not tried again. */
    WAITING,
    /** Also to what runs, which is ended. */
    RUNNING
}
