package io.drover.supervisor.core;

import io.drover.posix.Signal;
import java.util.List;

/** The machine is short of what tasks need, memory usually: one of them is ended to make room for the others. */
final class Shortage {
    private final boolean tasksEndAlone;
    private final Effects effects;
    private final Places places;
    private final WorkerCare care;

    Shortage(boolean tasksEndAlone, Effects effects, Places places, WorkerCare care) {
        this.tasksEndAlone = tasksEndAlone;
        this.effects = effects;
        this.places = places;
        this.care = care;
    }

    /**
     * The youngest goes back to the queue, unless one is on its way there already. The last one that runs is charged, for it would only meet the
     * same want again.
     */
    void makeRoom() {
        List<Places.Running> running = places.running();
        if (running.isEmpty() || running.stream().anyMatch(Shortage::leaves)) {
            return;
        }
        Places.Running youngest = running.get(running.size() - 1);
        boolean alone = running.size() == 1;
        effects.log("ending task " + youngest.task().spec().number() + " to make room"
                + (alone ? ", though nothing else is running" : "; it runs again later"));
        WorkerProcess process = youngest.process();
        if (tasksEndAlone) {
            care.end(process, youngest.sequence(), alone ? Ending.NO_ROOM : Ending.GIVEN_BACK);
        } else {
            process.depart(alone ? Departure.NO_ROOM : Departure.MAKES_ROOM);
            effects.signal(process.key, Signal.KILL);
        }
    }

    private static boolean leaves(Places.Running attempt) {
        return attempt.process().isEnding(attempt.sequence()) || attempt.process().leaving();
    }
}
