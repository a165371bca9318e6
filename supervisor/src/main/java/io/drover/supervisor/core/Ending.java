package io.drover.supervisor.core;

/** Why a worker was told to end an attempt: what becomes of the task when it has. */
enum Ending {
    TIMED_OUT,
    /** Somebody cancelled the task. */
    CANCELLED,
    /** The machine has too little room, memory usually, for all that runs: the task goes back to the queue, uncharged. */
    GIVEN_BACK,
    /** It has too little even for this one task: that costs an attempt. */
    NO_ROOM;

    /** What an attempt that was ended for it has come to. */
    Outcome outcome() {
        return switch (this) {
            case TIMED_OUT -> Outcome.TIMED_OUT;
            case CANCELLED, GIVEN_BACK -> Outcome.CANCELLED;
            case NO_ROOM -> new Outcome.Lost("ended to make room, though nothing else was running");
        };
    }
}
