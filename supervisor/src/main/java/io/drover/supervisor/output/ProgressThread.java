package io.drover.supervisor.output;

import java.util.concurrent.locks.LockSupport;

/** Shows how far the run is, whatever the writing thread waits for: a reader of stdout that does not read, perhaps. */
final class ProgressThread {
    /** How soon the line comes back after it had to leave. */
    private static final long POLL_NANOS = 50_000_000;

    private final Streams streams;
    private final Thread thread = new Thread(this::run, "drover-progress");
    private volatile ProgressState state;
    private volatile boolean ended;

    ProgressThread(Streams streams) {
        this.streams = streams;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From any thread. */
    void show(ProgressState newState) {
        state = newState;
    }

    private void run() {
        while (!ended) {
            ProgressState shown = state;
            if (shown != null) {
                streams.drawProgress(shown, System.nanoTime());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** What is printed from now on stays below the last state. */
    void end() {
        ended = true;
        streams.endProgress(state);
    }
}
