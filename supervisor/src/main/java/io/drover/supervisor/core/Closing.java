package io.drover.supervisor.core;

import io.drover.posix.Signal;

/** The end of a crew that has done its work: once no task is left, the workers may go. */
final class Closing {
    private final Effects effects;
    private final StopPlan plan;
    private final Places places;
    private final Dispatcher dispatcher;
    private final WorkerCare care;

    Closing(Effects effects, StopPlan plan, Places places, Dispatcher dispatcher, WorkerCare care) {
        this.effects = effects;
        this.plan = plan;
        this.places = places;
        this.dispatcher = dispatcher;
        this.care = care;
    }

    void finishIfDone(long now) {
        if (!noMoreTasks() || plan.phase().stops()) {
            return;
        }
        for (WorkerPlace place : places) {
            WorkerProcess process = place.current();
            if (process == null) {
                continue;
            }
            if (process.ready()) {
                effects.finish(process.key);
                care.finish(process, now);
            } else if (process.state() == WorkerProcess.State.STARTING) {
                effects.signal(process.key, Signal.KILL);
                care.finish(process, now);
            }
        }
    }

    private boolean noMoreTasks() {
        return !plan.phase().takes() && dispatcher.nothingWaits() && dispatcher.inFlight() == 0;
    }

    boolean isFinished() {
        return noMoreTasks() && places.idle();
    }
}
