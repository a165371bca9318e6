package io.drover.journal;

import io.drover.supervisor.core.Outcome;
import java.util.Locale;

/** What the journal knows of a task; in the file by its name in lower case. */
public enum State {
    /** Read, and neither finished nor cancelled yet: it waits, or did when the run was killed. */
    PENDING,
    OK,
    /** Exit code, signal, or exception. */
    FAILED,
    TIMED_OUT,
    LOST,
    /** Never started, or interrupted, because the run was stopped. */
    CANCELLED,
    /** It has run for some time, or had when the run was killed. */
    RUNNING;

    static State of(Outcome outcome) {
        return switch (outcome.column()) {
            case OK -> OK;
            case FAILED -> FAILED;
            case TIMED_OUT -> TIMED_OUT;
            case LOST -> LOST;
            case CANCELLED -> CANCELLED;
        };
    }

    static State named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** It has run to an end, good or bad. */
    public boolean finished() {
        return this != PENDING && this != CANCELLED && this != RUNNING;
    }
}
