package io.drover.supervisor.core;

/**
 * Names one worker process.
 *
 * @param place its numbered place among the workers, from 0; survives a respawn
 * @param generation counts the processes that had this place, from 1
 */
public record WorkerKey(int place, int generation) {

    // As a record has them, but made at run time those take part of every start: this is the first key of a map.

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkerKey key && key.place == place && key.generation == generation;
    }

    @Override
    public int hashCode() {
        return 31 * place + generation;
    }

    @Override
    public String toString() {
        return "worker " + place + " (generation " + generation + ")";
    }
}
