package io.drover.supervisor.core;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** When a worker that is ready needs attention: for a task that runs too long, for silence, for an exit without end, or for what has to wait. */
final class Watch {
    /** Without a result for so long, what waits behind a running task goes elsewhere. */
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private final TimeLimit limit;
    private final long silenceNanos;
    /** A payload may be so slow on its way to the worker; sending it again would only make it slower. */
    private static final long WAY_NANOS_PER_BYTE = 1_000;
    /** The supervisor was suspended until then; no deadline counts the time before. */
    private long resumedAt = Long.MIN_VALUE;

    Watch(TimeLimit limit, long silenceNanos) {
        this.limit = limit;
        this.silenceNanos = silenceNanos;
    }

    void resumed(long now) {
        resumedAt = now;
    }

    /** What runs longer than it may, and has not been told to end. */
    Set<Long> overdue(WorkerProcess process, long now) {
        if (limit.shortestNanos() == Long.MAX_VALUE) {
            return Set.of();
        }
        Set<Long> overdue = new HashSet<>();
        for (int slot = 0; slot < process.slots; slot++) {
            long sequence = process.board.running(slot);
            if (counts(process, sequence) && now >= overdueAt(process, slot, sequence)) {
                overdue.add(sequence);
            }
        }
        return overdue;
    }

    /** Long.MAX_VALUE: never. */
    private long overdueAt(WorkerProcess process, int slot, long sequence) {
        long nanos = limit.nanos(process.inFlight.get(sequence).terms());
        return nanos == 0 ? Long.MAX_VALUE : runningSince(process, slot, sequence) + nanos;
    }

    private static boolean counts(WorkerProcess process, long sequence) {
        return sequence != 0
                && process.inFlight.contains(sequence)
                && !process.isEnding(sequence)
                && !process.asleep(sequence);
    }

    private long runningSince(WorkerProcess process, int slot, long sequence) {
        return Math.max(Math.max(process.board.runningSince(slot), process.awakeSince(sequence)), resumedAt);
    }

    /** For how long the process has not shown that it lives. */
    long silentNanos(WorkerProcess process, long now) {
        return now - lastSign(process);
    }

    boolean silent(WorkerProcess process, long now) {
        return silenceNanos > 0 && !process.suspended(WorkerProcess.WHOLE) && silentNanos(process, now) > silenceNanos;
    }

    /** For how long the process has been about to exit, as a task wanted; 0: it is not. */
    long exitingNanos(WorkerProcess process, long now) {
        long since = process.board.exitingSince();
        return since == 0 ? 0 : now - Math.max(Math.max(since, process.awakeSince(WorkerProcess.WHOLE)), resumedAt);
    }

    /** Its shutdown hooks get the time that silence gets: while they run it shows that it lives. */
    boolean exitsTooLong(WorkerProcess process, long now) {
        return silenceNanos > 0
                && !process.suspended(WorkerProcess.WHOLE)
                && exitingNanos(process, now) > silenceNanos;
    }

    private long lastSign(WorkerProcess process) {
        long sign = Math.max(process.board.heartbeat(), process.readySince());
        return Math.max(Math.max(sign, process.awakeSince(WorkerProcess.WHOLE)), resumedAt);
    }

    /** Tasks wait in the worker behind one that takes its time, or have got lost on the way to it. */
    boolean stalled(WorkerProcess process, long now) {
        long quiet = now - process.lastProgress();
        return process.inFlight.size() > 0
                && quiet >= STALL_NANOS
                && process.unstarted() > 0
                && (process.allSlotsRun() || quiet >= STALL_NANOS + process.inFlight.bytes() * WAY_NANOS_PER_BYTE);
    }

    /** When any of this can be the case at the earliest. */
    long next(WorkerProcess process, long now) {
        long next = Long.MAX_VALUE;
        if (silenceNanos > 0 && !process.suspended(WorkerProcess.WHOLE)) {
            next = lastSign(process) + silenceNanos + 1;
            if (process.board.exitingSince() != 0) {
                next = Math.min(next, now - exitingNanos(process, now) + silenceNanos + 1);
            }
        }
        if (process.inFlight.size() > process.slots) {
            next = Math.min(next, Math.max(now, process.lastProgress()) + STALL_NANOS);
        }
        long shortest = limit.shortestNanos();
        if (shortest < Long.MAX_VALUE && !process.inFlight.isEmpty()) {
            next = Math.min(next, now + shortest);
            for (int slot = 0; slot < process.slots; slot++) {
                long sequence = process.board.running(slot);
                if (counts(process, sequence)) {
                    next = Math.min(next, overdueAt(process, slot, sequence));
                }
            }
        }
        return next;
    }
}
