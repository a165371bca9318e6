package io.drover.supervisor.core;

/** How far a run has come. It only goes forward. */
enum Phase {
    /** The input goes on. */
    TAKING,
    /** All tasks are known. */
    INPUT_OVER,
    /** Nothing new starts; what runs comes to its end. */
    CLOSED,
    /** What runs was told to end, too, and has the grace period for it. */
    STOPPING,
    /** KILL was sent. */
    KILLED;

    /** More tasks may come. */
    boolean takes() {
        return switch (this) {
            case TAKING -> true;
            case INPUT_OVER, CLOSED, STOPPING, KILLED -> false;
        };
    }

    /** Tasks that wait start. */
    boolean starts() {
        return switch (this) {
            case TAKING, INPUT_OVER -> true;
            case CLOSED, STOPPING, KILLED -> false;
        };
    }

    /** Tasks that run are ended. */
    boolean stops() {
        return switch (this) {
            case TAKING, INPUT_OVER, CLOSED -> false;
            case STOPPING, KILLED -> true;
        };
    }
}
