package io.drover.supervisor.output;

import io.drover.supervisor.OutputFailure;

/**
 * Where a {@link Conveyor} stops: takes what comes, does what may take time, and lets those behind know of it. Confined to
 * the conveyor's thread, unless a method says otherwise.
 */
public interface Station {
    /** Comes before all others. */
    default void open() throws Exception {}

    /** Also called when something has failed: what concerns others goes on. */
    void take(Batch batch) throws Exception;

    /**
     * Nothing waits: what was collected can be written.
     *
     * @return the nanoseconds after which to ask again if nothing has come; {@link Conveyor#FOREVER}: need not be
     */
    default long rest() throws Exception {
        return Conveyor.FOREVER;
    }

    /** The first failure: from now on nothing is written. Returns what the user is told. */
    OutputFailure failed(Throwable cause);

    /** Nothing more comes. */
    void close() throws Exception;

    /** Whether it wants to know of more than output and results: of tasks on their way, and of workers. Any thread. */
    default boolean followsStarts() {
        return false;
    }

    /** As {@link io.drover.supervisor.Valve#stalled}; any thread. */
    default boolean stalled() {
        return false;
    }
}
