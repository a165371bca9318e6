package io.drover.worker.command;

import io.drover.posix.Posix;
import io.drover.posix.ProcessTree;
import io.drover.posix.Signal;
import io.drover.posix.Sweep;
import io.drover.posix.ThisProcess;
import io.drover.wire.RunMark;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * The process groups of commands, and what commands leave behind: it becomes our child, for we are its subreaper, is
 * reaped here, and ends with this worker at the latest. Any thread.
 */
public final class CommandGroups {
    /** What was killed takes so long at most, unless it hangs in the kernel. */
    static final long KILL_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** What commands left running gets so long to end after its TERM. */
    private static final long LEFTOVER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int SWEEPS = 6;
    private static final long SWEEP_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final RunMark mark;
    private final IntPredicate active;
    /** Groups whose leader was reaped while other members went on. */
    private final Set<Integer> lingering = ConcurrentHashMap.newKeySet();
    /** Every child of this process comes from a command; otherwise those that were there before us do not count. */
    private final boolean alone = !ProcessTree.bornWithChildren();
    private final Sweep sweep;

    /** @param active whether a slot runs the process now */
    CommandGroups(String runId, IntPredicate active) {
        this.mark = new RunMark(runId);
        this.active = active;
        this.sweep = new Sweep(this::ours, active);
    }

    private boolean ours(int pid) {
        return alone || active.test(pid) || ProcessTree.hasVariable(pid, mark.variable());
    }

    /** The leader of {@code group} was reaped; others of it may go on, as they would after a shell's {@code &}. */
    public void leaderReaped(int group) {
        if (Posix.exists(-group)) {
            lingering.add(group);
        }
    }

    /** Reaps orphans that have ended. */
    void reapOrphans() {
        for (int group : lingering) {
            while (Posix.poll(-group).isPresent()) {
                // Adopted orphans of the group that have ended.
            }
            if (!Posix.exists(-group)) {
                lingering.remove(group);
            }
        }
        if (alone) {
            // Those that left their group, too.
            ProcessTree.adopted().stream().filter(pid -> !active.test(pid)).forEach(Posix::poll);
        }
    }

    /** Ends what {@code task} started and what left its group, after the task was killed or has ended. */
    void sweepTask(long taskId) {
        for (int i = 0; i < SWEEPS && sweepOnce("PARALLEL_SEQ=" + taskId); i++) {
            LockSupport.parkNanos(SWEEP_PAUSE_NANOS);
        }
        reapOrphans();
    }

    /** Returns whether there may be more: they start others until they are gone, and one that becomes another program has no environment. */
    private boolean sweepOnce(String variable) {
        ProcessTree tree = ProcessTree.read();
        int self = ThisProcess.id();
        List<Integer> found = tree.descendantsOf(self, pid -> !active.test(pid) && ProcessTree.hasVariable(pid, variable));
        found.forEach(pid -> Posix.kill(pid, Signal.KILL));
        return !found.isEmpty()
                || tree.childrenOf(self).stream().anyMatch(pid -> !active.test(pid) && ProcessTree.isBetweenPrograms(pid));
    }

    /** Sends {@code signal} to all commands and all that they left. */
    void signal(Signal signal) {
        sweep.signal(signal.number());
    }

    /** Ends what is left, politely first. */
    void endLeftovers() {
        if (sweep.signal(Signal.TERM.number()) > 0 && sweep.awaitGone(LEFTOVER_NANOS) > 0) {
            killAll();
        }
    }

    void killAll() {
        sweep.killAll(KILL_LIMIT_NANOS);
    }
}
