package io.drover.posix;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs that this process has started for itself and waits for itself: they belong to no task, so no sweep ends them.
 * Thread-safe.
 */
public final class Helpers {
    private static final long LIMIT_SECONDS = 2;
    private static final Map<Long, Process> RUNNING = new HashMap<>();

    private Helpers() {}

    /** Starts what {@code program} says; it is one of ours until it has ended. */
    public static Process start(ProcessBuilder program) throws IOException {
        // Whoever has seen the new process asks whose it is, and waits here until that is known.
        synchronized (RUNNING) {
            Process process = program.start();
            RUNNING.put(process.pid(), process);
            process.onExit().thenRun(() -> forget(process.pid()));
            return process;
        }
    }

    public static boolean has(int pid) {
        synchronized (RUNNING) {
            return RUNNING.containsKey((long) pid);
        }
    }

    /** Nobody needs any of them any more. Waits until they have ended. */
    public static void endAll() {
        List<Process> left;
        synchronized (RUNNING) {
            left = List.copyOf(RUNNING.values());
        }
        left.forEach(Process::destroyForcibly);
        left.forEach(process -> process.onExit().completeOnTimeout(process, LIMIT_SECONDS, TimeUnit.SECONDS).join());
    }

    private static void forget(long pid) {
        synchronized (RUNNING) {
            RUNNING.remove(pid);
        }
    }
}
