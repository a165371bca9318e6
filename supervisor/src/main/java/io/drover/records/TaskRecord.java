package io.drover.records;

import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.Captured;
import java.util.concurrent.TimeUnit;

/**
 * A finished task as records show it.
 *
 * @param printedBytes how much it has printed on its standard output
 * @param output all that it has printed; null when no sink wants it
 */
record TaskRecord(FinishedTask finished, long printedBytes, Captured output) {

    /** What a job log says of a task that was ended and did not get to the point of having an exit value. */
    private static final int KILLED = -1;
    /** What it says of a task that the user did not want. */
    private static final int SKIPPED = -2;
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    TaskSpec task() {
        return finished.task();
    }

    /** The command line as it ran. */
    byte[] command() {
        return task().payloadForSlot(Math.max(1, finished.slot()));
    }

    /** In wall-clock time. A task whose result died with its worker has no start: it gets the time of its record. */
    long startMicros() {
        long known = finished.startEpochMicros();
        return known != 0 ? known : TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    }

    /** As GNU parallel logs it: 0 beside a signal, -1 for what was killed. */
    int exitValue() {
        Outcome outcome = finished.outcome();
        return switch (outcome.kind()) {
            case OK, EXITED, THREW -> outcome.exitValue();
            case SIGNALED -> 0;
            case TIMED_OUT, LOST, CANCELLED -> KILLED;
            case SKIPPED -> SKIPPED;
        };
    }

    /** As GNU parallel logs it. A task that a stop of the run took away has -1 and no signal, which GNU never writes. */
    int signal() {
        Outcome outcome = finished.outcome();
        return switch (outcome.kind()) {
            case SIGNALED -> ((Outcome.Signaled) outcome).signal();
            case TIMED_OUT -> SIGTERM;
            case LOST -> SIGKILL;
            case OK, EXITED, THREW, CANCELLED, SKIPPED -> 0;
        };
    }
}
