package io.drover.posix;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Programs that this process has started for itself and waits for itself: they belong to no task, so no sweep ends them.
 * Thread-safe.
 */
public final class Helpers {
    private static final long LIMIT_SECONDS = 2;
    private static final Map<Long, Process> RUNNING = new HashMap<>();
    /** Those that outlive this process. */
    private static final Set<Integer> SUCCESSORS = new HashSet<>();

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

    /** Starts what is to outlive this process, should nothing happen to it; until {@link #forget} it is one of ours. Returns its process id. */
    public static int start(IntSupplier spawn) {
        synchronized (RUNNING) {
            int pid = spawn.getAsInt();
            SUCCESSORS.add(pid);
            return pid;
        }
    }

    /** It has ended, and somebody has waited for it. */
    public static void forget(int pid) {
        synchronized (RUNNING) {
            SUCCESSORS.remove(pid);
        }
    }

    public static boolean has(int pid) {
        synchronized (RUNNING) {
            return RUNNING.containsKey((long) pid) || SUCCESSORS.contains(pid);
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
