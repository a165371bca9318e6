package io.drover.supervisor.output;

import java.util.concurrent.CountDownLatch;

/** Waits that an interrupt does not shorten; it is kept for afterwards. */
public final class Uninterruptibly {
    private Uninterruptibly() {}

    /** A wait that may be interrupted, and begun again. */
    @FunctionalInterface
    private interface Wait {
        void await() throws InterruptedException;
    }

    /** Until {@code thread} has ended. */
    public static void join(Thread thread) {
        complete(thread::join);
    }

    /** Until {@code latch} is open. */
    public static void await(CountDownLatch latch) {
        complete(latch::await);
    }

    private static void complete(Wait wait) {
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                wait.await();
                over = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
