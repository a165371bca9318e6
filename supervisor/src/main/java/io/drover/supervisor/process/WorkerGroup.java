package io.drover.supervisor.process;

import io.drover.posix.Posix;
import io.drover.posix.PosixException;
import io.drover.posix.Reaped;
import io.drover.posix.Signal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * The process group all workers share, apart from the supervisor's, so that one {@code kill(-pgid, sig)} reaches every
 * worker, and the terminal's Ctrl-C reaches the supervisor alone.
 *
 * <p>The group outlives its leader; an empty group is gone and the next spawn opens a new one.
 *
 * <p>Confined to the supervisor loop.
 */
final class WorkerGroup {
    /** What the kernel gets to end processes that were killed. */
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Reaper reaper;
    private int id;
    private final Set<Integer> unreaped = new HashSet<>();

    WorkerGroup(Reaper reaper) {
        this.reaper = reaper;
    }

    /** Adds the process that {@code spawn} starts, given the group to join (0: a new one); returns its pid. */
    int add(IntUnaryOperator spawn) {
        int pid = unreaped.isEmpty() ? 0 : join(spawn);
        if (pid == 0) {
            pid = spawn.applyAsInt(0);
            id = pid;
            unreaped.add(pid);
            reaper.watch(id);
        }
        return pid;
    }

    private int join(IntUnaryOperator spawn) {
        try {
            int pid = spawn.applyAsInt(id);
            unreaped.add(pid);
            return pid;
        } catch (PosixException e) {
            if (e.errno() != PosixException.EPERM) {
                throw e;
            }
            throw new IllegalStateException("group " + id + " vanished with " + unreaped.size() + " members unreaped", e);
        }
    }

    /** Whether a child of this process, dead or alive, is in the group: a worker, or what a dead one has left there. */
    boolean has(int child) {
        return id != 0 && Posix.groupOf(child) == id;
    }

    /** Sends {@code signal} to every member; false if nobody is left to receive it. */
    boolean broadcast(Signal signal) {
        // Once the last member is reaped the kernel may give the id to a stranger's group.
        return !unreaped.isEmpty() && Posix.kill(-id, signal);
    }

    /** Kills all members and takes them off the kernel's list; nobody is told. */
    void end() {
        if (broadcast(Signal.KILL)) {
            long deadline = System.nanoTime() + END_NANOS;
            while (!unreaped.isEmpty() && System.nanoTime() < deadline) {
                reap(member -> {});
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /** Takes all that have ended: several deaths may share one wake-up. */
    void reap(Consumer<Reaped> handler) {
        // The handler may spawn, and so change the group.
        while (!unreaped.isEmpty()) {
            Optional<Reaped> reaped = Posix.poll(-id);
            if (reaped.isEmpty()) {
                break;
            }
            // What a dead worker left in the group was adopted by us, but is no member.
            if (unreaped.remove(reaped.get().pid())) {
                handler.accept(reaped.get());
            }
        }
        // Also when there was nobody: the reaper may have looked before the last round and wait since.
        reaper.reaped();
    }
}
