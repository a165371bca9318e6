package io.drover.serve.process;

import java.util.Locale;

/** What may be the case with a process. */
enum ProcessState {
    /** Somebody wanted that, or nobody has wanted it to run. */
    STOPPED,
    /** It is to start when others are ready. */
    WAITING,
    /** It has been started, and is not ready. */
    STARTING,
    /** It is ready. */
    RUNNING,
    /** It has failed, and starts again later. */
    BACKOFF,
    /** It is being ended. */
    STOPPING,
    /** It has ended by itself, and is not started again. */
    EXITED,
    /** It has failed so often that it is not started again. */
    GAVE_UP;

    /** Whether there is a process, or will be in a moment. */
    boolean alive() {
        return switch (this) {
            case STARTING, RUNNING, STOPPING -> true;
            case STOPPED, WAITING, BACKOFF, EXITED, GAVE_UP -> false;
        };
    }

    /** Whether nothing more will happen by itself. */
    boolean rests() {
        return switch (this) {
            case STOPPED, EXITED, GAVE_UP -> true;
            case STARTING, RUNNING, STOPPING, WAITING, BACKOFF -> false;
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
