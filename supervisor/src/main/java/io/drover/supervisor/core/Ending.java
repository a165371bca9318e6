package io.drover.supervisor.core;

/** Why a worker was told to end an attempt: what becomes of the task when it has. */
enum Ending {
    TIMED_OUT,
    /** The machine has too little room, memory usually, for all that runs: the task goes back to the queue, uncharged. */
    GIVEN_BACK,
    /** It has too little even for this one task: that costs an attempt. */
    NO_ROOM
}
