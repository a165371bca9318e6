package io.drover.run;

/** Exit statuses with a meaning of their own. */
public final class ExitCodes {
    /** GNU parallel's status for errors of its own. */
    public static final int OWN_ERROR = 255;

    private ExitCodes() {}
}
