package io.drover.supervisor.core;

import io.drover.posix.Signal;
import io.drover.supervisor.core.WorkerProcess.State;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What is due for a worker: an end for one that is late, silent, does not get done with its exit, or runs a task for too long; and its waiting tasks
 * back when they have to wait too long.
 */
final class WorkerCare {
    /** Results of a dead worker can still be in the kernel or in a queue; after this much quiet there are none. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** From one look for a thread dump to the next. A busy machine takes its time, and a JVM that never gets to a safepoint gives none. */
    private static final long DUMP_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    static final int DUMP_LOOKS = 30;
    private static final long TERM_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final SupervisionConfig config;
    private final Effects effects;
    private final Dispatcher dispatcher;
    private final Watch watch;

    WorkerCare(SupervisionConfig config, Effects effects, Dispatcher dispatcher, Watch watch) {
        this.config = config;
        this.effects = effects;
        this.dispatcher = dispatcher;
        this.watch = watch;
    }

    /** How long a state lasts if nothing else ends it. */
    long limitOf(State state) {
        return switch (state) {
            case STARTING -> config.patience().startNanos();
            case READY -> Long.MAX_VALUE;
            case DUMPING -> DUMP_LOOK_NANOS;
            case ENDING -> TERM_NANOS;
            case FINISHING -> config.patience().graceNanos();
            case SETTLING -> SETTLE_NANOS;
        };
    }

    /** The process enters {@code state}, for as long as that lasts. */
    void move(WorkerProcess process, State state, long now) {
        process.move(state, now + limitOf(state));
    }

    /** No more tasks come for it. */
    void finish(WorkerProcess process, long now) {
        process.depart(Departure.FINISHED);
        move(process, State.FINISHING, now);
    }

    /** The process is gone; its last results may still come, unless it left when there were none. */
    void settle(WorkerProcess process, long now) {
        process.move(State.SETTLING, process.exit().farewell() ? now : now + limitOf(State.SETTLING));
    }

    /** The time that the process has for its state begins anew. */
    void extend(WorkerProcess process, long now) {
        process.extend(now + limitOf(process.state()));
    }

    void check(WorkerProcess process, long now) {
        boolean due = now >= process.until();
        switch (process.state()) {
            case STARTING -> {
                if (due) {
                    effects.log(process.key + " was not ready in time, sending SIGKILL");
                    effects.signal(process.key, Signal.KILL);
                    process.depart(Departure.NOT_READY_IN_TIME);
                    extend(process, now);
                }
            }
            case READY -> checkReady(process, now);
            case DUMPING -> {
                if (due && process.countLook() < DUMP_LOOKS && !effects.hasThreadDump(process.key)) {
                    extend(process, now);
                } else if (due) {
                    effects.showThreadDump(process.key, process.late());
                    effects.signal(process.key, Signal.TERM);
                    move(process, State.ENDING, now);
                }
            }
            case ENDING, FINISHING -> {
                if (due) {
                    effects.signal(process.key, Signal.KILL);
                    process.extend(now + TERM_NANOS);
                }
            }
            case SETTLING -> { }
        }
    }

    private void checkReady(WorkerProcess process, long now) {
        Set<Long> overdue = watch.overdue(process, now);
        if (config.nature().endsAlone()) {
            overdue.forEach(sequence -> end(process, sequence, Ending.TIMED_OUT));
        } else if (!overdue.isEmpty()) {
            process.timedOut(overdue);
            askForDump(process, now);
            return;
        }
        if (watch.silent(process, now)) {
            replace(process, Departure.SILENT, "silent", watch.silentNanos(process, now), now);
            return;
        }
        if (watch.exitsTooLong(process, now)) {
            replace(process, Departure.STUCK_IN_EXIT, "in its shutdown hooks", watch.exitingNanos(process, now), now);
            return;
        }
        if (watch.stalled(process, now)) {
            process.credit.stalled(now - process.lastProgress());
            dispatcher.recall(process);
            process.progressed(now);
        }
    }

    private void replace(WorkerProcess process, Departure why, String how, long nanos, long now) {
        effects.log(String.format(
                Locale.ROOT,
                "%s %s %.1fs > %.1fs, replacing it", process.key, how, nanos / 1e9, config.patience().silenceNanos() / 1e9));
        process.depart(why);
        askForDump(process, now);
        // A stopped process can neither dump nor end.
        effects.signal(process.key, Signal.CONT);
    }

    private void askForDump(WorkerProcess process, long now) {
        dispatcher.recall(process);
        effects.signal(process.key, Signal.QUIT);
        move(process, State.DUMPING, now);
    }

    /** Ends one running attempt; its worker goes on. */
    void end(WorkerProcess process, long sequence, Ending why) {
        process.end(sequence, why);
        effects.end(process.key, sequence);
    }
}
