package io.drover.supervisor.core;

/**
 * Why starts are held back.
 *
 * @param detail what was found, and what is wanted; for the user
 */
public record Hold(Cause cause, String detail) {

    /** What is in the way. */
    public enum Cause {
        /** The machine has enough to do. */
        LOAD,
        /** Too little memory is free. */
        MEMORY,
        /** The machine swaps. */
        SWAP,
        /** A disk is busy. */
        DISK,
        /** A command of the user says so. */
        COMMAND,
        /** Somebody has ordered it. */
        ORDER,
        /** A task wants it. */
        PAUSE,
        /** As many tasks run as the file says that holds their number. */
        JOBS,
        /** No worker can start. */
        WORKERS,
        /** Who reads our output, or keeps it, is slow. */
        OUTPUT
    }

    @Override
    public String toString() {
        return detail;
    }
}
