package io.drover.supervisor.core;

/** Why we end an attempt that runs. */
sealed interface Ending {
    Ending TIMED_OUT = Usual.TIMED_OUT;
    /** Somebody cancelled the task. */
    Ending CANCELLED = Usual.CANCELLED;
    /** The machine has too little room, memory usually, for all that runs: the task goes back to the queue, uncharged. */
    Ending GIVEN_BACK = Usual.GIVEN_BACK;
    /** It has too little even for this one task: that costs an attempt. */
    Ending NO_ROOM = Usual.NO_ROOM;

    /** What an attempt that was ended for it has come to. */
    Outcome outcome();

    /** Those that need no more words. */
    enum Usual implements Ending {
        TIMED_OUT,
        CANCELLED,
        GIVEN_BACK,
        NO_ROOM;

        @Override
        public Outcome outcome() {
            return switch (this) {
                case TIMED_OUT -> Outcome.TIMED_OUT;
                case CANCELLED, GIVEN_BACK -> Outcome.CANCELLED;
                case NO_ROOM -> new Outcome.Lost("ended to make room, though nothing else was running");
            };
        }
    }

    /** It has done what it must not: it has failed. */
    record Failed(String title, String cause) implements Ending {
        @Override
        public Outcome outcome() {
            return new Outcome.Threw(title, cause, "");
        }
    }
}
