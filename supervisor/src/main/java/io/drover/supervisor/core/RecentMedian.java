package io.drover.supervisor.core;

import java.util.Arrays;

/** The median of the last numbers. */
final class RecentMedian {
    /** What GNU parallel's estimate of the median begins with, too. */
    private static final int WINDOW = 999;

    /** In the order in which they came, round and round. */
    private final long[] recent = new long[WINDOW];
    /** The same, ascending. */
    private final long[] sorted = new long[WINDOW];
    private long count;

    void add(long number) {
        int size = size();
        int next = (int) (count++ % WINDOW);
        if (size == WINDOW) {
            int oldest = Arrays.binarySearch(sorted, 0, size, recent[next]);
            size--;
            System.arraycopy(sorted, oldest + 1, sorted, oldest, size - oldest);
        }
        recent[next] = number;
        int at = Arrays.binarySearch(sorted, 0, size, number);
        int place = at < 0 ? -at - 1 : at;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = number;
    }

    private int size() {
        return (int) Math.min(count, WINDOW);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The lower of the two in the middle where there is no single one. There must have been a number. */
    long get() {
        return sorted[(size() - 1) / 2];
    }
}
