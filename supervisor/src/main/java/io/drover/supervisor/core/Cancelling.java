package io.drover.supervisor.core;

import io.drover.posix.Signal;
import io.drover.supervisor.core.WorkerProcess.State;
import java.util.HashMap;
import java.util.Map;

/** Takes single tasks away again, wherever they are. One that is over stays what it is. */
final class Cancelling {
    private final boolean tasksEndAlone;
    private final Effects effects;
    private final Places places;
    private final Dispatcher dispatcher;
    private final WorkerCare care;
    private final FinalStates states;
    /** They are asked back from their workers, where they may have started. */
    private final Map<Long, Reach> waiting = new HashMap<>();

    Cancelling(boolean tasksEndAlone, Effects effects, Places places, Dispatcher dispatcher, WorkerCare care, FinalStates states) {
        this.tasksEndAlone = tasksEndAlone;
        this.effects = effects;
        this.places = places;
        this.dispatcher = dispatcher;
        this.care = care;
        this.states = states;
    }

    /** What was asked back has come, or has not: those that were to be cancelled then are. */
    void onRecalled(long now) {
        Map<Long, Reach> all = Map.copyOf(waiting);
        waiting.clear();
        all.forEach((id, reach) -> cancel(id, reach, now));
    }

    /** Nothing happens if there is no such task, or not any more. */
    void cancel(long id, Reach reach, long now) {
        if (cancelWaiting(id, reach)) {
            return;
        }
        for (WorkerPlace place : places) {
            if (!place.vacant() && cancelSent(place.current(), id, reach, now)) {
                return;
            }
            for (WorkerProcess process : place.settling) {
                // Its result may still arrive; if not, it is not to run again.
                long sequence = process.inFlight.sequenceOf(id);
                if (sequence != 0) {
                    if (reach != Reach.UNBEGUN) {
                        process.end(sequence, Ending.CANCELLED);
                    }
                    return;
                }
            }
        }
    }

    private boolean cancelWaiting(long id, Reach reach) {
        TaskState task = dispatcher.remove(id);
        if (task == null) {
            return false;
        }
        if (reach == Reach.UNBEGUN && task.attempts() > 0) {
            states.givenBack(task);
        } else {
            states.cancelled(task);
        }
        return true;
    }

    private boolean cancelSent(WorkerProcess process, long id, Reach reach, long now) {
        long sequence = process.inFlight.sequenceOf(id);
        if (sequence == 0) {
            return false;
        }
        if (sequence > process.board.started()) {
            dispatcher.recall(process);
            if (cancelWaiting(id, reach)) {
                dispatcher.dispatch(now);
                return true;
            }
            if (process.recalling()) {
                waiting.put(id, reach);
                return true;
            }
        }
        switch (reach) {
            case UNBEGUN -> { }
            case WAITING -> process.inFlight.get(sequence).lastAttempt();
            case RUNNING -> endRunning(process, sequence, now);
        }
        return true;
    }

    private void endRunning(WorkerProcess process, long sequence, long now) {
        if (tasksEndAlone) {
            care.end(process, sequence, Ending.CANCELLED);
            return;
        }
        process.end(sequence, Ending.CANCELLED);
        if (process.state() == State.READY || process.state() == State.FINISHING) {
            dispatcher.recall(process);
            process.depart(Departure.CANCELS);
            effects.signal(process.key, Signal.TERM);
            care.move(process, State.ENDING, now);
        }
    }
}
