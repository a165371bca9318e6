package io.drover.supervisor.core;

import io.drover.posix.Signal;
import io.drover.supervisor.core.Places.Running;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Attempts that are stopped because memory is short. The oldest go on, so that something gets done and its memory comes
 * back. Commands are stopped one by one, Java tasks with their worker.
 */
final class Suspension {
    private final boolean tasksEndAlone;
    private final Effects effects;

    Suspension(boolean tasksEndAlone, Effects effects) {
        this.tasksEndAlone = tasksEndAlone;
        this.effects = effects;
    }

    /** Lets the first {@code room} of {@code oldestFirst} go on and stops the others. */
    void apply(List<Running> oldestFirst, int room, long now) {
        List<Running> going = oldestFirst.subList(0, Math.min(room, oldestFirst.size()));
        Set<WorkerProcess> working = going.stream().map(Running::process).collect(Collectors.toSet());
        for (Running attempt : oldestFirst) {
            boolean goes = tasksEndAlone ? going.contains(attempt) : working.contains(attempt.process());
            set(attempt, !goes, now);
        }
    }

    /** There is room for all again: lets one more go on, and the next when the effect of that has shown. */
    void release(List<Running> oldestFirst, long now) {
        for (Running attempt : oldestFirst) {
            if (attempt.process().suspended(unit(attempt))) {
                set(attempt, false, now);
                return;
            }
        }
    }

    /** Everything goes on, whatever the memory: the run is being stopped, or was continued by the user. */
    void end(List<Running> running, long now) {
        for (Running attempt : running) {
            set(attempt, false, now);
        }
    }

    private void set(Running attempt, boolean suspend, long now) {
        WorkerProcess process = attempt.process();
        long unit = unit(attempt);
        if (process.suspended(unit) == suspend) {
            return;
        }
        process.suspend(unit, suspend, now);
        if (tasksEndAlone) {
            effects.suspend(process.key, unit, suspend);
        } else {
            effects.signal(process.key, suspend ? Signal.STOP : Signal.CONT);
        }
    }

    /** What is stopped: an attempt, or with number 0 the process as a whole. */
    private long unit(Running attempt) {
        return tasksEndAlone ? attempt.sequence() : WorkerProcess.WHOLE;
    }
}
