package io.drover.help;

import io.drover.posix.Posix;

/**
 * What stdout is, for text that people read.
 *
 * @param width in characters
 */
record Screen(int width, Style style) {
    private static final int STDOUT = 1;
    private static final int WITHOUT_TERMINAL = 80;
    private static final int WIDEST = 100;
    private static final int NARROWEST = 50;

    static Screen stdout() {
        int terminal = Posix.isTerminal(STDOUT) ? Posix.terminalWidth(STDOUT) : WITHOUT_TERMINAL;
        return new Screen(Math.max(NARROWEST, Math.min(WIDEST, terminal)), Style.of(STDOUT));
    }
}
