package io.drover.worker.command;

/** A slot whose tasks are done by processes; its own thread runs it until the queue is closed. */
public interface ProcessSlot extends Runnable {

    /** The process group that a task of this slot is in; 0: there is none. */
    int pid();

    /** Ends attempt {@code sequence} by the term sequence if it still runs. */
    void kill(long sequence);

    /** Stops attempt {@code sequence} for a time if it still runs, or lets it go on. That time does not count. */
    void suspend(long sequence, boolean suspended);

    /** The run is being stopped: whatever ends from now on was ended by that. The caller signals all processes. */
    void stopping();
}
