package io.drover.worker.command;

import io.drover.posix.Signal;
import io.drover.proto.CommandSetup;
import io.drover.proto.TermStep;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * When a running command gets which signal: nothing until its time is over or somebody asks, then the steps of the term
 * sequence. Time is an argument.
 */
final class TermPlan {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long AT_ONCE = Long.MIN_VALUE;

    private final List<TermStep> steps;
    private final Standstill standstill;
    private long deadline;
    private int step = -1;
    private boolean timedOut;
    private boolean killed;

    TermPlan(CommandSetup setup, long timeoutMillis, long startNanos) {
        this.steps = setup.getTermSequenceList();
        this.standstill = new Standstill(startNanos);
        this.deadline = timeoutMillis == 0 ? NEVER : startNanos + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    boolean timedOut() {
        return timedOut;
    }

    boolean killed() {
        return killed;
    }

    /** A signal has been due. */
    boolean ending() {
        return step >= 0;
    }

    /** How long nothing happens, for poll(2): -1 is for ever. */
    int waitMillis(long now) {
        look(now);
        if (deadline == AT_ONCE) {
            return 0;
        }
        return deadline == NEVER ? standstill.waitForEver() : standstill.waitMillis(deadline, now);
    }

    /** A deadline does not fire because we were paused. To be told at the end of a wait. */
    void look(long now) {
        long lost = standstill.look(now);
        if (step < 0) {
            move(lost);
        }
    }

    /** The command was made to wait since we looked. */
    void postpone(long nanos) {
        standstill.know(nanos);
        move(nanos);
    }

    private void move(long nanos) {
        if (deadline != NEVER && deadline != AT_ONCE) {
            deadline += nanos;
        }
    }

    /** The command is stopped, or goes on: the time in between does not count. Nothing changes for one that must end. */
    void suspend(boolean stopped, long now) {
        if (!killed && step < 0) {
            move(standstill.stop(stopped, now));
        }
    }

    /** Somebody wants the command to end. */
    void kill() {
        if (step < 0) {
            killed = true;
            standstill.end();
            deadline = AT_ONCE;
        }
    }

    /** The signal to send now, if one is due; each is given once. */
    OptionalInt dueSignal(long now) {
        look(now);
        boolean due = deadline != NEVER && !standstill.stopped() && (deadline == AT_ONCE || now - deadline >= 0);
        if (!due) {
            return OptionalInt.empty();
        }
        if (step < 0 && !killed) {
            timedOut = true;
        }
        step++;
        if (step >= steps.size()) {
            // KILL was sent or the sequence has none; the end comes when the kernel lets the process go.
            deadline = NEVER;
            return OptionalInt.of(Signal.KILL.number());
        }
        TermStep next = steps.get(step);
        deadline = now + TimeUnit.MILLISECONDS.toNanos(next.getWaitMillis());
        return OptionalInt.of(next.getSignal());
    }
}
