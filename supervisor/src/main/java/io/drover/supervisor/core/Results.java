package io.drover.supervisor.core;

import io.drover.proto.TaskResult;

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

    void take(WorkerProcess process, TaskResult result, long now) {
        Ending ending = process.ending(result.getSequence());
        Outcome outcome = Outcome.of(result);
        if (process.interrupted()) {
            if (ending == Ending.TIMED_OUT) {
                outcome = Outcome.TIMED_OUT;
            } else if (!outcome.ok()) {
                // The TERM for the worker ended this attempt: what becomes of the task is decided when the worker is gone.
                return;
            }
        }
        TaskState task = dispatcher.take(process, result.getSequence());
        if (task == null) {
            return;
        }
        process.gaveResult();
        process.credit.ran(result.getRunNanos());
        sight.ran(result.getRunNanos());
        process.progressed(now);
        if (result.getKilled() && ending == Ending.GIVEN_BACK) {
            states.givenBack(task);
            return;
        }
        if (result.getKilled() && ending != null) {
            outcome = ending.outcome();
        }
        if (outcome.ok()) {
            timeLimit.succeeded(result.getRunNanos());
        }
        // One that failed by itself while it was being ended is not to run again either.
        if (ending == Ending.CANCELLED && !outcome.ok()) {
            states.cancelled(task, result, process.key.place());
        } else {
            states.ended(task, outcome, result, process.key.place(), now);
        }
    }
}
