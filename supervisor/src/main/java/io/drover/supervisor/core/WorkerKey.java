package io.drover.supervisor.core;

/**
 * Names one worker process.
 *
 * @param place its numbered place among the workers, from 0; survives a respawn
 * @param generation counts the processes that had this place, from 1
 */
public record WorkerKey(int place, int generation) {
    @Override
    public String toString() {
        return "worker " + place + " (generation " + generation + ")";
    }
}
