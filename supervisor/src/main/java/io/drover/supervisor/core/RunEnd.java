package io.drover.supervisor.core;

import io.drover.posix.Signal;

/** Why a crew is over, and with it the run that it works for. */
public sealed interface RunEnd {
    /** The input has ended and every task has run. */
    record Completed() implements RunEnd {
        @Override
        public int weight() {
            return 0;
        }
    }

    /** {@code --halt}: the task that decided it, and how it ended. */
    record Halted(TaskSpec task, Outcome outcome) implements RunEnd {
        @Override
        public int weight() {
            return 2;
        }
    }

    /** INT, TERM or HUP came. */
    record Stopped(Signal signal) implements RunEnd {
        @Override
        public int weight() {
            return 1;
        }
    }

    /** Nothing can be run or written; {@code message} is one line for the user. */
    record GaveUp(String message) implements RunEnd {
        @Override
        public int weight() {
            return 4;
        }
    }

    /** The reader of our output went away: stop quietly. */
    record ReaderGone() implements RunEnd {
        @Override
        public int weight() {
            return 3;
        }
    }

    /** Of several reasons the one with the greatest weight is told. */
    int weight();
}
