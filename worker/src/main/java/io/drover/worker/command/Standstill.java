package io.drover.worker.command;

import io.drover.wire.PauseWatch;
import java.util.concurrent.TimeUnit;

/**
 * The time that does not count for a process because it could not run: this worker was suspended, and it probably too, or
 * somebody stopped it, or it was made to wait for us.
 *
 * <p>Time is an argument, by {@link System#nanoTime}. Confined to the thread of the slot.
 */
public final class Standstill {
    private final PauseWatch watch;
    private boolean stopped;
    private long stoppedAt;

    public Standstill(long now) {
        watch = new PauseWatch(now);
    }

    /** The process is stopped. */
    public boolean stopped() {
        return stopped;
    }

    /** How long nothing happens until {@code deadline}, for poll(2): -1 is for ever. */
    public int waitMillis(long deadline, long now) {
        if (stopped) {
            return waitForEver();
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - now + 999_999);
        int wait = (int) Math.max(0, Math.min(left, PauseWatch.LONGEST_WAIT_MILLIS));
        watch.until(now + TimeUnit.MILLISECONDS.toNanos(wait));
        return wait;
    }

    /** Without a deadline no time is late. */
    public int waitForEver() {
        watch.rest();
        return -1;
    }

    /** How much time since the last look does not count. To be told at the end of a wait. */
    public long look(long now) {
        long paused = watch.look(now);
        // The time of a stopped process is counted whole when it goes on.
        return stopped ? 0 : paused;
    }

    /** The process is stopped, or goes on. Returns how much time does not count, as {@link #look}. */
    public long stop(boolean stop, long now) {
        if (stop == stopped) {
            return 0;
        }
        long paused = look(now);
        stopped = stop;
        if (stop) {
            stoppedAt = now;
            return paused;
        }
        return now - stoppedAt;
    }

    /** It is not stopped any more, and what that took is of no interest. */
    public void end() {
        stopped = false;
    }

    /** It was made to wait since we looked, which is no pause. */
    public void know(long nanos) {
        watch.know(nanos);
    }
}
