package io.drover.supervisor.core;

import io.drover.posix.Signal;

/** Why a crew comes to its end, of all that may have happened: what weighs most is said. */
final class Verdict {
    /** Why the input ended too early; null if it did not. */
    private String inputFailure;
    /** Null while nobody has ended it. */
    private RunEnd end;

    void inputFailed(String message) {
        inputFailure = message;
    }

    /** A task decided it. */
    void halted(TaskSpec task, Outcome outcome) {
        weigh(new RunEnd.Halted(task, outcome));
    }

    /** Somebody outside wants it. What a task has decided stays so. */
    void stopped(Signal signal) {
        if (end instanceof RunEnd.Stopped) {
            end = null;
        }
        weigh(new RunEnd.Stopped(signal));
    }

    /** Nobody reads the output. False if it is no news. */
    boolean readerGone() {
        return weigh(new RunEnd.ReaderGone());
    }

    /** Nothing can be run, or written. False if it is no news. */
    boolean gaveUp(String message) {
        return weigh(new RunEnd.GaveUp(message));
    }

    private boolean weigh(RunEnd how) {
        boolean news = end == null || how.weight() > end.weight();
        end = news ? how : end;
        return news;
    }

    RunEnd end() {
        if (end != null) {
            return end;
        }
        return inputFailure == null ? new RunEnd.Completed() : new RunEnd.GaveUp(inputFailure);
    }
}
