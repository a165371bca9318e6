package io.drover.posix;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Programs that this process has started for itself and waits for itself: they belong to no task, so no sweep ends them.
 * Thread-safe.
 */
public final class Helpers {
    private static final Set<Long> PIDS = new HashSet<>();

    private Helpers() {}

    /** Starts what {@code program} says; it is one of ours until it has ended. */
    public static Process start(ProcessBuilder program) throws IOException {
        // Whoever has seen the new process asks whose it is, and waits here until that is known.
        synchronized (PIDS) {
            Process process = program.start();
            PIDS.add(process.pid());
            process.onExit().thenRun(() -> forget(process.pid()));
            return process;
        }
    }

    public static boolean has(int pid) {
        synchronized (PIDS) {
            return PIDS.contains((long) pid);
        }
    }

    private static void forget(long pid) {
        synchronized (PIDS) {
            PIDS.remove(pid);
        }
    }
}
