package io.drover.worker.command;

/** A slot whose tasks are done by processes; its own thread runs it until the queue is closed. */
public interface ProcessSlot extends Runnable {

    /** What others see of its process, and want of it. */
    SlotProcess process();
}
