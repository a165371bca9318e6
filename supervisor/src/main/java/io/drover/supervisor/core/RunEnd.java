package io.drover.supervisor.core;

import io.drover.posix.Signal;

/** Why a run is over. */
public sealed interface RunEnd {
    /** The input has ended and every task has run. */
    record Completed() implements RunEnd {}

    /** {@code --halt}: the task that decided it, and how it ended. */
    record Halted(TaskSpec task, Outcome outcome) implements RunEnd {}

    /** INT, TERM or HUP came. */
    record Stopped(Signal signal) implements RunEnd {}

    /** Nothing can be run or written; {@code message} is one line for the user. */
    record GaveUp(String message) implements RunEnd {}

    /** The reader of our output went away: stop quietly. */
    record ReaderGone() implements RunEnd {}
}
