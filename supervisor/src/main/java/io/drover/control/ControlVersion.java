package io.drover.control;

/** Which version of what is said over a control socket this is: one more than before whenever an older side would misunderstand it. */
public final class ControlVersion {
    private static final int NUMBER = 1;

    private ControlVersion() {}

    /** No constant: javac would copy it to where it is used, and each side is to have its own. */
    public static int number() {
        return NUMBER;
    }
}
