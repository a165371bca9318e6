package io.drover.supervisor.core;

import java.util.ArrayList;
import java.util.List;

/** A numbered place for a worker: the process that has it now, those that are not settled yet, and when to respawn. */
final class WorkerPlace {
    final int index;
    final int slots;
    final RestartPolicy restarts;
    /** Dead processes whose last results may still arrive. */
    final List<WorkerProcess> settling = new ArrayList<>();

    private WorkerProcess current;
    private int generation;
    private long respawnAt = Long.MIN_VALUE;

    WorkerPlace(int index, int slots, RestartPolicy restarts) {
        this.index = index;
        this.slots = slots;
        this.restarts = restarts;
    }

    /** Null when vacant. */
    WorkerProcess current() {
        return current;
    }

    boolean vacant() {
        return current == null;
    }

    long respawnAt() {
        return respawnAt;
    }

    WorkerKey nextKey() {
        generation++;
        return new WorkerKey(index, generation);
    }

    void occupy(WorkerProcess process) {
        current = process;
    }

    /** The current process has died. */
    void vacate(long nextSpawn) {
        settling.add(current);
        current = null;
        respawnAt = nextSpawn;
    }

    WorkerProcess find(int wantedGeneration) {
        if (current != null && current.key.generation() == wantedGeneration) {
            return current;
        }
        for (WorkerProcess process : settling) {
            if (process.key.generation() == wantedGeneration) {
                return process;
            }
        }
        return null;
    }
}
