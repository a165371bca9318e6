package io.drover.serve;

import io.drover.supervisor.core.Origin;

/**
 * What a service knows of a task that it has in memory.
 *
 * @param rank see {@link Rank}
 * @param group empty for none
 * @param dueMicros from when on it could start, since 1970
 */
record Queued(long number, long rank, String group, long dueMicros) implements Origin, Comparable<Queued> {
    @Override
    public int compareTo(Queued other) {
        int ranked = Long.compare(rank, other.rank);
        return ranked == 0 ? Long.compare(number, other.number) : ranked;
    }
}
