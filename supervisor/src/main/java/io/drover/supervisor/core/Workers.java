package io.drover.supervisor.core;

import io.drover.posix.ExitStatus;
import io.drover.proto.SetupFailure;
import io.drover.supervisor.core.WorkerProcess.State;

/** What the worker processes of a crew tell, and what is seen of them. Confined to the supervisor loop. */
public final class Workers {
    private final CrewParts parts;
    private final Effects effects;
    private final Places places;
    private final Dispatcher dispatcher;
    private final WorkerCare care;
    private final StopPlan plan;
    private final FinalStates states;
    private final Results results;
    private final Stopping stopping;
    private final Staff staff;
    private final Cancelling cancelling;
    private final RunSight sight;
    private final Closing closing;

    Workers(CrewParts parts) {
        this.parts = parts;
        this.effects = parts.effects;
        this.places = parts.places;
        this.dispatcher = parts.dispatcher;
        this.care = parts.care;
        this.plan = parts.plan;
        this.states = parts.states;
        this.results = parts.results;
        this.stopping = parts.stopping;
        this.staff = parts.staff;
        this.cancelling = parts.cancelling;
        this.sight = parts.sight;
        this.closing = parts.closing;
    }

    public void onReady(WorkerKey key, long now) {
        WorkerProcess process = places.find(key);
        if (process != null && process.state() == State.STARTING) {
            process.becomeReady(now);
            if (parts.breaker.close()) {
                effects.log("workers start again");
            }
            sight.begin(now);
            staff.onReady(places.of(key), now);
            dispatcher.dispatch(now);
        }
    }

    /** The worker has ended all that it started and wants to go: told to finish, to stop, or after an Error. */
    public void onBye(WorkerKey key) {
        WorkerProcess process = places.find(key);
        if (process != null && process.state() != State.SETTLING) {
            stopping.letGo(process);
        }
    }

    /** The worker cannot run any task, and no other would do better. */
    public void onSetupFailure(WorkerKey key, SetupFailure failure, long now) {
        String cause = failure.hasCause()
                ? ": " + failure.getCause().getStack().strip()
                : "";
        parts.broken(failure.getMessage() + cause, now);
    }

    public void onResult(WorkerKey key, AttemptEnd end, long now) {
        WorkerProcess process = places.find(key);
        if (process != null) {
            results.take(process, end, now);
        }
    }

    /** A running task wants no other of the crew to start for so long. */
    public void onPause(long nanos, long now) {
        dispatcher.pause(nanos, now);
    }

    /** All messages that were there have been handled: the time to send more. */
    public void onResultsDrained(WorkerKey key, long now) {
        WorkerProcess process = places.find(key);
        if (process == null) {
            return;
        }
        process.credit.settle();
        places.of(key).restarts.worked();
        if (process.state() == State.SETTLING) {
            care.extend(process, now);
        }
        dispatcher.dispatch(now);
        staff.finishIdle(now);
        closing.finishIfDone(now);
    }

    /** The answer to {@link Effects#recall}. */
    public void onRecalled(WorkerKey key, int epoch, long started, long now) {
        WorkerProcess process = places.find(key);
        if (process != null && process.awaitsRecall(epoch)) {
            dispatcher.recalled(process, started);
            cancelling.onRecalled(now);
            states.cancelWaiting();
            dispatcher.dispatch(now);
        }
    }

    /** The task that a running attempt belongs to; null if that attempt is not awaited any more. */
    public TaskSpec taskOf(WorkerKey key, long sequence) {
        WorkerProcess process = places.find(key);
        TaskState task = process == null ? null : process.inFlight.get(sequence);
        return task == null ? null : task.spec();
    }

    /**
     * A worker process is gone.
     *
     * @param lastWords the end of its log, for the case that it never got ready
     */
    public void onExit(WorkerKey key, ExitStatus status, String lastWords, long now) {
        WorkerProcess process = places.find(key);
        if (process == null || process.state() == State.SETTLING) {
            return;
        }
        if (plan.phase().stops()) {
            process.depart(Departure.STOPPED);
        }
        ExitReason exit = process.exited(status, lastWords);
        WorkerPlace place = places.of(key);
        long delay = 0;
        if (!exit.expected()) {
            delay = place.restarts.delayAfterExit(exit.wasReady(), exit.killed(), now);
            effects.log(key + " died: " + status + (exit.wasReady() ? "" : ", before it was ready"));
            effects.lost(key, status.toString());
        }
        if (!exit.departure().endsTheRun()) {
            effects.sweepOrphans();
        }
        dispatcher.recall(process);
        states.cancelWaiting();
        care.settle(process, now);
        place.vacate(now, delay);
        cancelling.onRecalled(now);
        boolean hopeless = place.restarts.hopeless() || !exit.wasReady() && !parts.breaker.closed();
        if (!exit.expected() && hopeless && !places.anyReady()) {
            parts.broken("workers cannot start: " + status + "\n" + lastWords, now);
        }
        dispatcher.dispatch(now);
    }
}
