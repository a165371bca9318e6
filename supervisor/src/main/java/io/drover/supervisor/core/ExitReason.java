package io.drover.supervisor.core;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.supervisor.core.WorkerProcess.State;

/**
 * How a worker process ended and why: what its death means for its place and for the tasks that it had.
 *
 * @param departure why we had let it go
 * @param farewell it had said that all it started has ended; that came after all that it sent, so nothing is on its way
 * @param during the state in which it died
 * @param gaveResults some task is further for it
 * @param lastWords the end of its log
 */
record ExitReason(
        ExitStatus status, Departure departure, boolean farewell, State during, boolean gaveResults, String lastWords) {
    private static final ExitStatus KILLED = new ExitStatus.Signaled(Signal.KILL.number());
    private static final int LONGEST_LINE = 200;

    /** Somebody asked for it: we, or with its farewell the worker itself. */
    boolean expected() {
        return farewell || departure.expected();
    }

    /**
     * Whether an attempt that it had started and not delivered pays for its death.
     *
     * @param running it ran when the worker died
     */
    boolean charges(boolean running) {
        return switch (departure.charge()) {
            case NOBODY -> false;
            case RUNNING -> running && !farewell;
            case ALL -> true;
        };
    }

    /** It died by itself and no task is any further for it. Of what it had, the first is suspected if nothing ran. */
    boolean diedForNothing() {
        return !expected() && !gaveResults && !KILLED.equals(status);
    }

    /** A signal ended it, and not for a start that took too long: the worker itself did nothing wrong. */
    boolean killed() {
        return status instanceof ExitStatus.Signaled && departure != Departure.NOT_READY_IN_TIME;
    }

    boolean wasReady() {
        return during != State.STARTING;
    }

    /** What a dying JVM says last names the cause: out of memory, a crash file, an exception of its own. */
    @Override
    public String toString() {
        if (departure == Departure.SILENT) {
            // What its log ends with is the thread dump that we wanted.
            return status + ", for it was silent";
        }
        String line = lastWords.lines().filter(text -> !text.isBlank()).reduce("", (first, second) -> second);
        String cut = line.substring(0, Math.min(LONGEST_LINE, line.length())).strip();
        return line.isEmpty() ? status.toString() : status + ", last line of its log: " + cut;
    }
}
