package io.drover.supervisor.core;

/**
 * What can be seen of a place for a worker.
 *
 * @param place its number
 * @param worker that has it; null: none does
 * @param workers how many have had it so far
 * @param ended how the one before ended, and why if that is known; null: there was none
 * @param endedNanos how long ago
 * @param respawnNanos until another can start
 */
public record PlaceSight(int place, WorkerSight worker, int workers, String ended, long endedNanos, long respawnNanos) {

    static PlaceSight of(WorkerPlace place, long now) {
        return new PlaceSight(
                place.number,
                place.vacant() ? null : WorkerSight.of(place),
                place.generation(),
                place.ended() == null ? null : place.ended().toString(),
                now - place.endedAt(),
                place.vacant() ? Math.max(0, place.respawnAt() - now) : 0);
    }
}
