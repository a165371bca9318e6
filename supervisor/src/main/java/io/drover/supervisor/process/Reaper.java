package io.drover.supervisor.process;

import io.drover.posix.Posix;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches a process group for the end of members, in a thread of its own, and tells the loop. It only looks: the loop
 * reaps, so that a pid the loop knows is never somebody else's.
 */
final class Reaper implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final BlockingQueue<Integer> groups = new LinkedBlockingQueue<>();
    private final Semaphore reaped = new Semaphore(0);
    private final Thread thread = new Thread(this::watch, "drover-reaper");
    private volatile Runnable wake = () -> {};

    Reaper() {
        thread.setDaemon(true);
        thread.start();
    }

    void onEnd(Runnable loopWake) {
        wake = loopWake;
    }

    /**
     * A new group has its first member. The one before is empty and reaped. Never waits: the loop may be about to reap,
     * and this thread to wait for that.
     */
    void watch(int group) {
        groups.add(group);
    }

    /** The loop has reaped all that had ended. */
    void reaped() {
        if (reaped.availablePermits() == 0) {
            reaped.release();
        }
    }

    /** There is no group any more, and there will be none. One that the kernel could not end keeps the thread as long. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                watchUntilEmpty(groups.take());
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void watchUntilEmpty(int group) throws InterruptedException {
        while (true) {
            try {
                while (Posix.awaitEndOf(group)) {
                    reaped.drainPermits();
                    wake.run();
                    reaped.acquire();
                }
                return;
            } catch (OutOfMemoryError e) {
                // Others took it, and end the run with their own. Without us that would never learn of the workers' end.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
