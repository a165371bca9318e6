package io.drover.supervisor.core;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How long an attempt may run: a fixed time, or a share of what is usual, which is the median of the last successful
 * attempts. Nothing is too long before the first success.
 */
final class TimeLimit {
    /** What GNU parallel's estimate of the median begins with, too. */
    private static final int WINDOW = 999;
    /** A median of a millisecond says nothing about what a loaded machine may take. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final long fixedNanos;
    private final double ofMedian;
    /** Run times in the order in which they came, round and round. */
    private final long[] recent;
    /** The same, ascending. */
    private final long[] sorted;
    private long count;

    /**
     * @param fixedNanos 0: none
     * @param ofMedian share of the median, 1 is all of it; 0: the limit is fixed
     */
    TimeLimit(long fixedNanos, double ofMedian) {
        this.fixedNanos = fixedNanos;
        this.ofMedian = ofMedian;
        this.recent = new long[ofMedian > 0 ? WINDOW : 0];
        this.sorted = new long[recent.length];
    }

    void succeeded(long runNanos) {
        if (ofMedian == 0) {
            return;
        }
        int size = size();
        int next = (int) (count++ % WINDOW);
        if (size == WINDOW) {
            int oldest = Arrays.binarySearch(sorted, 0, size, recent[next]);
            size--;
            System.arraycopy(sorted, oldest + 1, sorted, oldest, size - oldest);
        }
        recent[next] = runNanos;
        int at = Arrays.binarySearch(sorted, 0, size, runNanos);
        int place = at < 0 ? -at - 1 : at;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = runNanos;
    }

    private int size() {
        return (int) Math.min(count, WINDOW);
    }

    /** 0: there is no limit, or none yet. */
    long nanos() {
        if (ofMedian == 0) {
            return fixedNanos;
        }
        return count == 0 ? 0 : Math.max(SHORTEST_NANOS, (long) (sorted[(size() - 1) / 2] * ofMedian));
    }
}
