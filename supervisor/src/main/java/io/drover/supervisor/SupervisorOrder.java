package io.drover.supervisor;

/** What concerns a supervisor as a whole. */
public enum SupervisorOrder implements Order {
    /** No crew is hired any more: it ends with the last one. */
    CLOSE,
    /** Stops all workers with what they run, and then this process, as TSTP does. No time passes for tasks until it is continued. */
    SUSPEND,
    /** Continues all workers, as CONT does. */
    RESUME,
    /** Tells each follower what runs now, in messages. */
    LIST_TASKS
}
