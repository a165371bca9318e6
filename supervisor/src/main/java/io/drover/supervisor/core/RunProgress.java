package io.drover.supervisor.core;

/**
 * How far a run is.
 *
 * @param total all tasks; -1 while nobody knows
 * @param running tasks that have a slot
 * @param slots how many tasks run at a time
 * @param elapsedNanos since the first worker was ready
 * @param leftNanos how long the rest will take, as far as can be told; -1 while it cannot
 * @param hold why no task starts though one could; null when nothing is in the way
 * @param waiting tasks that wait for a slot alone
 */
public record RunProgress(
        Ledger.Totals totals, long total, int running, int slots, long elapsedNanos, long leftNanos, Hold hold, int waiting) {

    /** Tasks with a final state. */
    public long done() {
        return totals.finished();
    }

    /** Tasks without one, of those that are known. */
    public long left() {
        return Math.max(0, Math.max(total, totals.submitted()) - done());
    }
}
