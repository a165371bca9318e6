package io.drover.supervisor.core;

import io.drover.posix.Signal;

/** How a run is ended before its time: nothing new starts, then what runs is told to end, then it is killed. */
final class Stopping {
    private final StopPlan plan;
    private final Effects effects;
    private final Places places;
    private final Dispatcher dispatcher;
    private final FinalStates states;
    private final Suspension suspension;

    Stopping(
            StopPlan plan,
            Effects effects,
            Places places,
            Dispatcher dispatcher,
            FinalStates states,
            Suspension suspension) {
        this.plan = plan;
        this.effects = effects;
        this.places = places;
        this.dispatcher = dispatcher;
        this.states = states;
        this.suspension = suspension;
    }

    /** From now on nothing new starts, also not what was sent ahead. */
    void close() {
        if (!plan.close()) {
            return;
        }
        dispatcher.close();
        effects.closeInput();
        for (WorkerPlace place : places) {
            if (place.current() != null) {
                dispatcher.recall(place.current());
                states.cancelWaiting();
            }
        }
        states.cancelWaiting();
    }

    /** What runs ends, too: by {@code signal}, and after the grace period by KILL. */
    void stop(Signal signal, long now) {
        close();
        if (plan.stop(now)) {
            effects.broadcast(signal);
            // A stopped process cannot act on the signal.
            suspension.end(places.running(), now);
        }
    }

    /** At once, and once. */
    void kill() {
        if (plan.kill()) {
            effects.broadcast(Signal.KILL);
            effects.sweepOrphans();
        }
    }

    /** The worker has nothing but its own exit before it, and all that it has sent has arrived: nothing is to be waited for. */
    void letGo(WorkerProcess process) {
        if (!process.leaving()) {
            process.saysFarewell();
            effects.signal(process.key, Signal.KILL);
        }
    }

    void check(long now) {
        if (plan.phase().stops()) {
            for (WorkerPlace place : places) {
                if (place.current() != null && place.current().board.leaving()) {
                    letGo(place.current());
                }
            }
        }
        if (plan.killIsDue(now)) {
            kill();
        }
    }
}
