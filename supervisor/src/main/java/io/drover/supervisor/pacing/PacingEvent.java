package io.drover.supervisor.pacing;

import io.drover.supervisor.core.Hold;

/** What the {@link Pacer} has found out, for the core. */
public sealed interface PacingEvent {

    /** The task that was asked for may start. */
    record Granted() implements PacingEvent {}

    /** It may not, for some time already. */
    record Held(Hold hold) implements PacingEvent {}

    /** The user does not want the task that was asked for. */
    record Refused() implements PacingEvent {}

    /** So many tasks may run at a time from now on. */
    record Limit(int tasks) implements PacingEvent {}

    /** The youngest task is to be given back. */
    record Shortage() implements PacingEvent {}

    /** There is memory for so many of the tasks that run, the oldest. */
    record Room(int tasks) implements PacingEvent {}

    /** There is memory for all. */
    record Plenty() implements PacingEvent {}

    /** A line for the user. */
    record Warning(String message) implements PacingEvent {}

    /** The run cannot go on. */
    record Failed(String message) implements PacingEvent {}
}
