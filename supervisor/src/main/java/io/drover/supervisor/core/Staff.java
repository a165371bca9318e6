package io.drover.supervisor.core;

import io.drover.posix.Signal;
import java.util.ArrayList;
import java.util.List;

/** Which places a crew has: more, fewer, or others, while it works. What runs is left to its end. */
final class Staff {
    private final Effects effects;
    private final Places places;
    private final Dispatcher dispatcher;
    private final WorkerCare care;

    Staff(Effects effects, Places places, Dispatcher dispatcher, WorkerCare care) {
        this.effects = effects;
        this.places = places;
        this.dispatcher = dispatcher;
        this.care = care;
    }

    /** From now on these: what fits among those that are there stays. */
    void scale(int[] slotsOfWorkers, long now) {
        List<WorkerPlace> others = new ArrayList<>(places.taking());
        // One that is being replaced goes, and who takes over from it stays in its stead.
        others.removeIf(place -> place.standing() == WorkerPlace.Standing.REPLACED);
        List<Integer> missing = new ArrayList<>();
        for (int slots : slotsOfWorkers) {
            others.stream().filter(place -> place.slots == slots).findFirst().ifPresentOrElse(others::remove, () -> missing.add(slots));
        }
        missing.forEach(places::add);
        others.forEach(place -> retire(place, now));
        dispatcher.dispatch(now);
    }

    /** A worker of a place of its own takes over from {@code place} as soon as it is ready. */
    void replace(WorkerPlace place, long now) {
        boolean stays = place.starting() || place.ready();
        if (place.standing() != WorkerPlace.Standing.HIRED || !stays) {
            return;
        }
        WorkerPlace successor = places.add(place.slots);
        successor.succeed(place);
        dispatcher.spawn(successor, now);
    }

    /** The worker leaves if it has nothing to do. Its place gets another when there is something. */
    void release(WorkerPlace place, long now) {
        if (place.standing() == WorkerPlace.Standing.HIRED && place.ready() && place.current().inFlight.isEmpty()) {
            effects.finish(place.current().key);
            care.finish(place.current(), now);
        }
    }

    /** The worker at {@code place} is ready. */
    void onReady(WorkerPlace place, long now) {
        retirePredecessor(place, now);
    }

    private void retirePredecessor(WorkerPlace place, long now) {
        WorkerPlace predecessor = place.takePredecessor();
        if (predecessor != null) {
            retire(predecessor, now);
        }
    }

    private void retire(WorkerPlace place, long now) {
        places.retire(place);
        retirePredecessor(place, now);
        if (place.starting()) {
            effects.signal(place.current().key, Signal.KILL);
            care.finish(place.current(), now);
        } else if (place.ready()) {
            dispatcher.recall(place.current());
            finishIdle(place, now);
        }
    }

    /** Lets the workers of retired places go that have nothing left to do. */
    void finishIdle(long now) {
        if (places.anyRetired()) {
            places.forEach(place -> finishIdle(place, now));
        }
    }

    private void finishIdle(WorkerPlace place, long now) {
        if (!place.takesTasks() && place.ready() && place.current().inFlight.isEmpty()) {
            effects.finish(place.current().key);
            care.finish(place.current(), now);
        }
    }
}
