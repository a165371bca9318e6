package io.drover.supervisor.core;

/**
 * Why we let a worker go, in the order of their weight: of two reasons the later one in this list holds. Whether its
 * death is expected, and which of the attempts that it leaves behind are charged for it, follows from that.
 */
enum Departure {
    /** We did not: it died, was killed by somebody, or left by itself. */
    NONE(false, Charge.RUNNING),
    /** It was not ready in time and got KILL. */
    NOT_READY_IN_TIME(false, Charge.RUNNING),
    /** The machine is short of memory and this was the youngest of several that ran: KILL, and nobody is to blame. */
    MAKES_ROOM(true, Charge.NOBODY),
    /** An attempt ran out of time and ends with its worker. That one is known; its neighbours have done nothing. */
    TIMED_OUT(true, Charge.NOBODY),
    /** The machine is short of memory though nothing else runs: KILL, at the expense of what runs. */
    NO_ROOM(true, Charge.ALL),
    /** It did not show that it lives. */
    SILENT(false, Charge.ALL),
    /** It began to exit, as a task wanted, and its shutdown hooks did not come to an end. */
    STUCK_IN_EXIT(false, Charge.ALL),
    /** No more tasks come. */
    FINISHED(true, Charge.RUNNING),
    /** A task was cancelled that ends with it. Its neighbours have done nothing. */
    CANCELS(true, Charge.NOBODY),
    /** The run is being stopped, and what is left is cancelled. */
    STOPPED(true, Charge.NOBODY);

    /** Who pays for the death of a worker, of the attempts that it has started and not delivered. */
    enum Charge {
        NOBODY,
        /** Those that ran when it died. */
        RUNNING,
        ALL
    }

    private final boolean expected;
    private final Charge charge;

    Departure(boolean expected, Charge charge) {
        this.expected = expected;
        this.charge = charge;
    }

    /** Its death is what we wanted, and no crash. */
    boolean expected() {
        return expected;
    }

    Charge charge() {
        return charge;
    }

    /** The reason that holds when {@code another} comes on top of this one. */
    Departure and(Departure another) {
        return another.compareTo(this) > 0 ? another : this;
    }

    /** KILL was sent so that memory gets free. */
    boolean makesRoom() {
        return switch (this) {
            case MAKES_ROOM, NO_ROOM -> true;
            case NONE, NOT_READY_IN_TIME, TIMED_OUT, SILENT, STUCK_IN_EXIT, FINISHED, CANCELS, STOPPED -> false;
        };
    }

    /** The end of the run is near, and sweeps up what workers leave behind. */
    boolean endsTheRun() {
        return switch (this) {
            case FINISHED, STOPPED -> true;
            case NONE, NOT_READY_IN_TIME, MAKES_ROOM, TIMED_OUT, NO_ROOM, SILENT, STUCK_IN_EXIT, CANCELS -> false;
        };
    }
}
