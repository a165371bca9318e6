package io.drover.posix;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * Ends everything below this process that is ours, whatever group or session it moved to: as child subreaper this
 * process is where all orphans arrive. Children that are not ours, and what is below them, are left alone.
 */
public final class Sweep {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final int self = ThisProcess.id();
    private final IntPredicate ours;
    private final IntPredicate awaited;
    /** Children that got a signal and that nobody waits for: a dead one does not show any more that it was ours. */
    private final Set<Integer> signalled = new HashSet<>();

    /**
     * @param ours which children of this process (by pid) may be ended
     * @param awaited which of them somebody waits for, so that they are not to be reaped here
     */
    public Sweep(IntPredicate ours, IntPredicate awaited) {
        this.ours = ours;
        this.awaited = awaited;
    }

    /** Sends {@code signal} to all that is there now; returns how many got it. */
    public synchronized int signal(int signal) {
        if (!Posix.hasChildren()) {
            // Whatever lost its parent would be a child of ours: no need to read all of /proc.
            return 0;
        }
        ProcessTree tree = ProcessTree.read();
        // Dead ones first: their pids are ours until they are waited for.
        tree.zombiesOf(self).forEach(this::reap);
        List<Integer> children = tree.childrenOf(self).stream().filter(ours::test).toList();
        children.stream().filter(pid -> !awaited.test(pid)).forEach(signalled::add);
        List<Integer> targets = tree.descendantsOf(self, children::contains);
        targets.forEach(pid -> Posix.kill(pid, signal));
        return targets.size();
    }

    /** Waits for those that have ended; nobody gets a signal. */
    public synchronized void reapDead() {
        ProcessTree.read().zombiesOf(self).forEach(this::reap);
    }

    private void reap(int pid) {
        if (!awaited.test(pid) && (signalled.contains(pid) || ours.test(pid))) {
            Posix.poll(pid);
            signalled.remove(pid);
        }
    }

    /** Kills until nothing is left or the time is over; returns how many are left (processes stuck in the kernel). */
    public int killAll(long limitNanos) {
        return signalUntilGone(Signal.KILL.number(), limitNanos);
    }

    /** Waits until all are gone or the time is over; returns how many are left. */
    public int awaitGone(long limitNanos) {
        return signalUntilGone(0, limitNanos);
    }

    private int signalUntilGone(int signal, long limitNanos) {
        long end = System.nanoTime() + limitNanos;
        while (true) {
            int left = signal(signal);
            if (left == 0 || System.nanoTime() - end > 0) {
                return left;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
