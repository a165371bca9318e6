package io.drover.posix;

/** How a terminal was set at one time (termios(3)): to the bit, which a library that knows some of the bits cannot give back. */
public final class TerminalModes {
    private static final int TCSADRAIN = 1;
    /** More than the structure has on any Linux. */
    private static final int BYTES = 128;

    private final int descriptor;
    private final byte[] modes = new byte[BYTES];
    private final boolean known;

    /** @param descriptor of a terminal; of what is none nothing is known */
    public TerminalModes(int descriptor) {
        this.descriptor = descriptor;
        this.known = LibC.tcgetattr(descriptor, modes) == 0;
    }

    /** It is set as it was. */
    public void restore() {
        if (known) {
            LibC.tcsetattr(descriptor, TCSADRAIN, modes);
        }
    }
}
