package io.drover.supervisor.core;

import java.util.concurrent.TimeUnit;

/**
 * How long an attempt may run: a fixed time, or a share of what is usual, which is the median of the last successful
 * attempts. Nothing is too long before the first success.
 */
final class TimeLimit {
    /** A median of a millisecond says nothing about what a loaded machine may take. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final boolean workersEndTasks;
    private Terms known;
    /** Of all tasks so far; Long.MAX_VALUE: none has a fixed one. */
    private long shortestFixed = Long.MAX_VALUE;
    /** Of all tasks so far; infinite: none has one. */
    private double leastShare = Double.POSITIVE_INFINITY;
    /** Null as long as no task asks for it. */
    private RecentMedian median;

    /** @param workersEndTasks fixed limits are seen to there */
    TimeLimit(boolean workersEndTasks) {
        this.workersEndTasks = workersEndTasks;
    }

    /** From now on there are tasks with these terms. */
    void expect(Terms terms) {
        if (terms == known) {
            return;
        }
        known = terms;
        if (terms.timeoutOfMedian() > 0) {
            leastShare = Math.min(leastShare, terms.timeoutOfMedian());
            median = median == null ? new RecentMedian() : median;
        } else if (nanos(terms) > 0) {
            shortestFixed = Math.min(shortestFixed, nanos(terms));
        }
    }

    void succeeded(long runNanos) {
        if (median != null) {
            median.add(runNanos);
        }
    }

    /** 0: there is no limit, or none yet. */
    long nanos(Terms terms) {
        if (terms.timeoutOfMedian() > 0) {
            return ofMedian(terms.timeoutOfMedian());
        }
        return workersEndTasks ? 0 : terms.timeout().toNanos();
    }

    /** No task has a shorter one now; Long.MAX_VALUE: none has any. */
    long shortestNanos() {
        boolean usual = median != null && !median.isEmpty();
        return usual ? Math.min(shortestFixed, ofMedian(leastShare)) : shortestFixed;
    }

    private long ofMedian(double share) {
        return median.isEmpty() ? 0 : Math.max(SHORTEST_NANOS, (long) (median.get() * share));
    }
}
