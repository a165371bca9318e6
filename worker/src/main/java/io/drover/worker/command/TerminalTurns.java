package io.drover.worker.command;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;

/**
 * Which command is in the foreground of the terminal. Each runs in a group of its own, and the kernel stops a group that
 * reads the terminal from the background (TTIN): so the first that runs is brought to the foreground, the others wait for
 * their turn, and in between it is the supervisor's again.
 *
 * <p>What is typed there reaches that command alone. As in a shell, one that ends of INT (Ctrl-C) ends the run, one
 * that is stopped (Ctrl-Z) stops it.
 *
 * <p>Any thread.
 */
final class TerminalTurns {
    private static final int NOBODY = 0;
    private static final int LOOK_MILLIS = 100;
    /** How a shell tells that what it has run ended of INT. */
    private static final int EXIT_INTERRUPTED = 128 + Signal.INT.number();

    /** What is asked of the kernel. */
    interface Kernel {
        int foreground();

        /** False if the group is gone. */
        boolean bringToForeground(int group);

        boolean hasMembers(int group);

        /** The signal that stopped a child, told once; 0: none. */
        int stopOf(int pid);

        void signal(int pid, Signal signal);
    }

    private final Kernel kernel;
    private final int supervisor;
    private final int home;
    private final boolean shell;
    private int holder = NOBODY;

    /**
     * @param home process group of the supervisor
     * @param shell there is one that would let the run go on after a stop
     */
    TerminalTurns(Kernel kernel, int supervisor, int home, boolean shell) {
        this.kernel = kernel;
        this.supervisor = supervisor;
        this.home = home;
        this.shell = shell;
    }

    /**
     * The command runs, and its slot would wait for {@code waitMillis} (-1: for ever). Returns how long it may: nobody
     * tells that a command was stopped, or that the terminal is free.
     */
    synchronized int runs(int pid, int waitMillis) {
        if (holder == NOBODY) {
            give(pid);
        }
        boolean stopped = isFromTerminal(kernel.stopOf(pid));
        if (stopped && (holder == pid || holder == NOBODY)) {
            if (shell) {
                kernel.signal(supervisor, Signal.TSTP);
            } else {
                kernel.signal(-pid, Signal.CONT);
            }
        }
        return waitMillis < 0 ? LOOK_MILLIS : Math.min(waitMillis, LOOK_MILLIS);
    }

    private void give(int pid) {
        int front = kernel.foreground();
        // Whoever else is there has put us into the background. Groups of a worker that was killed are gone.
        boolean free = front == home || front > 0 && !kernel.hasMembers(front);
        if (free && kernel.bringToForeground(pid)) {
            holder = pid;
            // It may have been stopped for reading before.
            kernel.signal(-pid, Signal.CONT);
        }
    }

    private static boolean isFromTerminal(int signal) {
        return signal == Signal.TSTP.number() || signal == Signal.TTIN.number() || signal == Signal.TTOU.number();
    }

    /** @param asked we wanted the command to end */
    synchronized void ended(int pid, ExitStatus status, boolean asked) {
        if (holder != pid) {
            return;
        }
        takeBack();
        holder = NOBODY;
        boolean interrupted = status.equals(new ExitStatus.Signaled(Signal.INT.number()))
                || status.equals(new ExitStatus.Exited(EXIT_INTERRUPTED));
        if (interrupted && !asked) {
            kernel.signal(supervisor, Signal.INT);
        }
    }

    /** The run goes on after a stop. */
    synchronized void resumed() {
        if (holder != NOBODY && kernel.foreground() == home) {
            kernel.bringToForeground(holder);
        }
    }

    /** The supervisor, or who started it, gets the terminal back. */
    synchronized void takeBack() {
        if (holder != NOBODY && kernel.foreground() == holder) {
            kernel.bringToForeground(home);
        }
    }
}
