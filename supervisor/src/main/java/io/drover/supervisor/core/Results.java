package io.drover.supervisor.core;

/** What a result says of its task, its worker, and the time that such tasks take. */
final class Results {
    private final Dispatcher dispatcher;
    private final FinalStates states;
    private final TimeLimit timeLimit;
    private final RunSight sight;

    Results(Dispatcher dispatcher, FinalStates states, TimeLimit timeLimit, RunSight sight) {
        this.dispatcher = dispatcher;
        this.states = states;
        this.timeLimit = timeLimit;
        this.sight = sight;
    }

    void take(WorkerProcess process, AttemptEnd end, long now) {
        Ending ending = process.ending(end.sequence());
        Outcome outcome = end.outcome();
        if (process.interrupted()) {
            if (ending == Ending.TIMED_OUT) {
                outcome = Outcome.TIMED_OUT;
            } else if (!outcome.ok()) {
                // The TERM for the worker ended this attempt: what becomes of the task is decided when the worker is gone.
                return;
            }
        }
        TaskState task = dispatcher.take(process, end.sequence());
        if (task == null) {
            return;
        }
        process.gaveResult();
        process.credit.ran(end.runNanos());
        sight.ran(end.runNanos());
        process.progressed(now);
        if (end.killed() && ending == Ending.GIVEN_BACK) {
            states.givenBack(task);
            return;
        }
        if (end.killed() && ending != null) {
            outcome = ending.outcome();
        }
        if (outcome.ok()) {
            timeLimit.succeeded(end.runNanos());
        }
        // One that failed by itself while it was being ended is not to run again either.
        if (ending == Ending.CANCELLED && !outcome.ok()) {
            states.cancelled(task, end, process.key.place());
        } else {
            states.ended(task, outcome, end, process.key.place(), now);
        }
    }
}
