package io.drover.pool;

import io.drover.supervisor.Staffing;
import java.time.Duration;
import java.util.Arrays;

/**
 * How many workers a pool has.
 *
 * @param kind what they are
 * @param each how many tasks each runs at a time
 * @param least so many stay when there is nothing to do
 * @param most there are never more
 */
record PoolSize(WorkerKind kind, int each, int least, int most) {

    /** With another number at most. */
    PoolSize atMost(int workers) {
        return new PoolSize(kind, each, least < most ? Math.min(least, workers) : workers, workers);
    }

    /** How many workers come nearest to so many tasks at a time, other than now if that is meant. */
    int workers(int tasks) {
        return tasks > tasks() ? (tasks + each - 1) / each : Math.max(1, tasks / each);
    }

    /** For each worker of the crew. */
    int[] slots() {
        return kind.slots(most, each);
    }

    /** How many tasks run at the same time. */
    int tasks() {
        return Arrays.stream(slots()).sum();
    }

    /** How many workers of the crew are there when the pool is warm. */
    int warm() {
        return kind.slots(least, each).length;
    }

    Staffing staffing(Duration idle) {
        return least < most ? new Staffing(warm(), idle) : Staffing.USUAL;
    }
}
