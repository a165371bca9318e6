package io.drover.supervisor;

/**
 * Comes with output that a worker has sent, and is given back when that is written, on disk, discarded, or in memory
 * within its limits: the worker may then send as much again. From any thread.
 */
@FunctionalInterface
public interface Receipt {
    /** For output that no worker has sent. */
    Receipt NONE = bytes -> {};

    /**
     * Gives it back, for a part of the output or for all of it.
     *
     * @param bytes how much is taken care of
     */
    void give(long bytes);
}
