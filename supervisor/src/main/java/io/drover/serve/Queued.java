package io.drover.serve;

import io.drover.supervisor.core.Origin;
import io.drover.trace.SpanContext;

/**
 * What a service knows of a task that it has in memory.
 *
 * @param rank see {@link Rank}
 * @param group empty for none
 * @param dueMicros from when on it could start, since 1970
 * @param span of the attempt that is about to start; null: nobody wants to know
 */
record Queued(long number, long rank, String group, long dueMicros, SpanContext span) implements Origin, Comparable<Queued> {
    Queued with(SpanContext context) {
        return new Queued(number, rank, group, dueMicros, context);
    }

    @Override
    public int compareTo(Queued other) {
        int ranked = Long.compare(rank, other.rank);
        return ranked == 0 ? Long.compare(number, other.number) : ranked;
    }
}
