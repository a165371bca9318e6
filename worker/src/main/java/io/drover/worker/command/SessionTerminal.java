package io.drover.worker.command;

import io.drover.posix.Posix;
import io.drover.posix.Signal;

/**
 * The terminal of our session.
 *
 * @param descriptor open on it
 */
record SessionTerminal(int descriptor) implements TerminalTurns.Kernel {
    @Override
    public int foreground() {
        return Posix.foreground(descriptor);
    }

    @Override
    public boolean bringToForeground(int group) {
        return Posix.bringToForeground(descriptor, group);
    }

    @Override
    public boolean hasMembers(int group) {
        return Posix.exists(-group);
    }

    @Override
    public int stopOf(int pid) {
        return Posix.stopOf(pid);
    }

    @Override
    public void signal(int pid, Signal signal) {
        Posix.kill(pid, signal);
    }
}
