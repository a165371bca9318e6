package io.drover.worker;

import io.drover.posix.Posix;
import io.drover.posix.Signal;

/** Whether a process group is stopped for a time, and for how long it was. Safe for any number of threads. */
final class Pause {
    private boolean on;
    private long since;
    private long nanos;

    /** Stops {@code group}, which somebody still has to wait for, or lets it go on. */
    synchronized void set(boolean stop, int group, long now) {
        if (stop == on) {
            return;
        }
        on = stop;
        if (stop) {
            since = now;
        } else {
            nanos += now - since;
        }
        Posix.kill(-group, stop ? Signal.STOP : Signal.CONT);
    }

    synchronized boolean on() {
        return on;
    }

    /** How long it was stopped, in pauses that are over, since the last call. */
    synchronized long takeNanos() {
        long taken = nanos;
        nanos = 0;
        return taken;
    }
}
