package io.drover.cli.steer;

/** Between two looks at what changes. */
final class Pauses {
    private Pauses() {}

    /** False if somebody wants an end. */
    static boolean sleep(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
