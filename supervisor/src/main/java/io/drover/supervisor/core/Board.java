package io.drover.supervisor.core;

/**
 * What one worker process has written down of itself. Readable also after it has died. Slots count from 0 here,
 * sequence numbers from 1; times are on the clock of the events.
 */
public interface Board {
    /** Sequence number of the last task that started. */
    long started();

    /** What a slot runs; 0: nothing. */
    long running(int slot);

    long runningSince(int slot);

    /** When the worker last showed that it lives; 0: never. */
    long heartbeat();

    /** Since when the worker exits by itself, as a task of it wanted; 0: it does not. */
    long exitingSince();

    /** All that the worker started has ended, what it sent has arrived, and only the process itself is left. */
    boolean leaving();

    /** How many bytes of payload its memory is enough for. */
    long room();
}
