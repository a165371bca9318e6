package io.drover.supervisor.output;

/** Waits that an interrupt does not shorten; it is kept for afterwards. */
public final class Uninterruptibly {
    private Uninterruptibly() {}

    /** A wait that may be interrupted, and begun again. */
    @FunctionalInterface
    public interface Wait {
        /** Returns when it is over. */
        void await() throws InterruptedException;
    }

    /** Until {@code wait} is over. */
    public static void await(Wait wait) {
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
