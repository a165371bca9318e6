package io.drover.worker.slot;

import io.drover.posix.Signal;
import io.drover.proto.Reply;

/** Runs tasks in slots, each with its own thread, until the queue is closed. */
public interface Runner {

    /** Starts the slots. Throws {@link SetupException} when no task can ever run here. */
    void start() throws SetupException;

    /** Waits until every slot has ended, after the queue was closed. */
    void awaitIdle() throws InterruptedException;

    /** The run is being stopped by {@code signal}: ends what runs, within the grace period, and then returns. */
    void stop(Signal signal, long graceNanos);

    /** Ends one running attempt; nothing happens if it is not running any more. */
    void kill(long sequence);

    /** What a stage of the flow has to say to a question of an attempt that runs here, or did. */
    default void replied(Reply reply) {}

    /** Stops one running attempt for a time, or lets it go on; nothing happens if it is not running any more. */
    void suspend(long sequence, boolean suspended);

    /** Sends a signal to what one running attempt has started; nothing happens if it is not running any more. */
    void signal(long sequence, int signal);

    /** The supervisor is gone: ends at once all that was started here. */
    void abandon();

    /** Passes on to what was started here that the group is suspended, or goes on. */
    void suspend(boolean suspended);

    /** Called now and then from the worker's loop, for what needs no hurry. */
    void housekeeping();
}
