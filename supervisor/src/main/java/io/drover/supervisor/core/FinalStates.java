package io.drover.supervisor.core;

import java.util.ArrayList;
import java.util.List;

/** What becomes of tasks whose attempt has ended, or whose worker has: a final state, or they run again. */
final class FinalStates {
    /** Is told of a task that got its final state otherwise than by a stop: it may be the one that halts the run. */
    interface Decider {
        void decided(TaskSpec task, Outcome outcome, long now);
    }

    private final Nature nature;
    private final Effects effects;
    private final PendingTasks pending;
    private final Dispatcher dispatcher;
    private final StartGate gate;
    private final StopPlan plan;
    private final Ledger ledger;
    private final Decider decider;

    FinalStates(
            Nature nature,
            Effects effects,
            PendingTasks pending,
            Dispatcher dispatcher,
            StartGate gate,
            StopPlan plan,
            Ledger ledger,
            Decider decider) {
        this.nature = nature;
        this.effects = effects;
        this.pending = pending;
        this.dispatcher = dispatcher;
        this.gate = gate;
        this.plan = plan;
        this.ledger = ledger;
        this.decider = decider;
    }

    // ------------------------------------------------------- attempts with a result

    /** An attempt has ended and is counted. */
    void ended(TaskState task, Outcome outcome, AttemptEnd last, int place, long now) {
        task.attemptEnded();
        gate.ended(outcome.ok());
        if (mayRunAgain(task, outcome)) {
            effects.retried(FinishedTask.of(task, outcome, last, place));
            task.last(outcome);
            pending.addAgain(task, now);
        } else {
            decide(task, outcome, last, place, now);
        }
    }

    /** An attempt does not count: the task goes before the others. */
    void givenBack(TaskState task) {
        effects.discard(task.spec());
        pending.addFirst(task);
        cancelWaiting();
    }

    /** Somebody cancelled the task while it ran. */
    void cancelled(TaskState task, AttemptEnd last, int place) {
        task.attemptEnded();
        finish(task, Outcome.CANCELLED, last, place);
    }

    /** Somebody cancelled the task while it waited. */
    void cancelled(TaskState task) {
        finish(task, Outcome.CANCELLED, AttemptEnd.UNKNOWN, -1);
    }

    /** The user did not want the task. */
    void skipped(TaskState task, long now) {
        decide(task, Outcome.SKIPPED, AttemptEnd.UNKNOWN, -1, now);
    }

    // ---------------------------------------------------- attempts that died with a worker

    /** The results that could still come have come: who was running is charged, the others run elsewhere. */
    void settle(WorkerProcess process, long now) {
        int place = process.key.place();
        List<TaskState> again = new ArrayList<>();
        long suspect = process.suspect(nature.rerunsLost());
        for (long sequence : process.inFlight.sequences()) {
            Ending ending = process.ending(sequence);
            TaskState task = dispatcher.take(process, sequence);
            if (plan.phase().stops()) {
                task.attemptEnded();
                finish(task, Outcome.CANCELLED, AttemptEnd.UNKNOWN, place);
            } else if (ending == Ending.CANCELLED || task.unwanted()) {
                task.attemptEnded();
                finish(task, Outcome.CANCELLED, AttemptEnd.UNKNOWN, place);
            } else if (ending == Ending.TIMED_OUT) {
                task.attemptEnded();
                settled(task, Outcome.TIMED_OUT, place, now);
            } else if (process.charges(sequence)) {
                task.workerLost();
                settled(task, lost(task, process), place, now);
            } else if (sequence == suspect) {
                task.suspected();
                effects.discard(task.spec());
                unlessPoison(task, process, now);
            } else if (nature.rerunsLost()) {
                // Run, or about to be; its result died with the worker. Nobody's fault.
                effects.discard(task.spec());
                again.add(task);
            } else {
                task.attemptEnded();
                settled(task, new Outcome.Lost(reason(process), process.exit().lastWords()), place, now);
            }
        }
        pending.addFirst(again);
        cancelWaiting();
    }

    private void settled(TaskState task, Outcome outcome, int place, long now) {
        boolean rerun = !task.isPoison()
                && (outcome.kind() == Outcome.Kind.LOST && nature.rerunsLost() || mayRunAgain(task, outcome));
        if (rerun && plan.phase().starts()) {
            effects.retried(FinishedTask.of(task, outcome, AttemptEnd.UNKNOWN, place));
            task.last(outcome);
            // Behind the others: a suspect must not be the first thing that every fresh worker meets.
            task.backOff(now);
            pending.add(task, now);
        } else {
            decide(task, outcome, AttemptEnd.UNKNOWN, place, now);
        }
    }

    private void unlessPoison(TaskState task, WorkerProcess process, long now) {
        if (task.isPoison()) {
            decide(task, lost(task, process), AttemptEnd.UNKNOWN, process.key.place(), now);
        } else {
            // Behind the others, as every suspect.
            pending.add(task, now);
        }
    }

    private Outcome lost(TaskState task, WorkerProcess process) {
        return new Outcome.Lost(
                task.isPoison()
                        ? "poison task, quarantined after " + task.losses() + " lost workers; last " + reason(process)
                        : reason(process),
                process.exit().lastWords());
    }

    private static String reason(WorkerProcess process) {
        return "worker died: " + process.exit();
    }

    // ------------------------------------------------------------- final states

    /** A run that is being stopped, or only finishes what runs, starts nothing that waits. */
    void cancelWaiting() {
        while (!plan.phase().starts() && !pending.nothingWaits()) {
            finish(pending.pollAny(), Outcome.CANCELLED, AttemptEnd.UNKNOWN, -1);
        }
    }

    private boolean mayRunAgain(TaskState task, Outcome outcome) {
        return outcome.failed() && plan.phase().starts() && task.mayRunAgain();
    }

    private void decide(TaskState task, Outcome outcome, AttemptEnd last, int place, long now) {
        finish(task, outcome, last, place);
        decider.decided(task.spec(), outcome, now);
    }

    private void finish(TaskState task, Outcome outcome, AttemptEnd last, int place) {
        // A task that a stop interrupts is cancelled, however its process took the signal.
        Outcome told = plan.phase().stops() && !outcome.ok() ? Outcome.CANCELLED : outcome;
        ledger.finished(told);
        gate.finished(told.ok());
        effects.finished(FinishedTask.of(task, told, last, place));
    }
}
