package io.drover.wire;

/**
 * Which version of what they say to each other a supervisor and its worker know: one more than before whenever one of
 * them would misunderstand the other, in a message, on the scoreboard or on a command line. They may come from two jars
 * when Drover is replaced while it runs.
 */
public final class WireVersion {
    private static final int NUMBER = 6;

    private WireVersion() {}

    /** No constant: javac would copy it to where it is used, and each side is to have its own. */
    public static int number() {
        return NUMBER;
    }
}
