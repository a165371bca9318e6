package io.drover.pool;

/**
 * Is told how far a pool is: when something has changed, at most five times a second, and once more at its end. By a thread of the
 * pool, one call at a time; the pool waits for none of them, so that what takes long is told less often. What it throws goes to the
 * handler of uncaught exceptions.
 */
@FunctionalInterface
public interface PoolListener {
    /**
     * Called with what has changed.
     *
     * @param counts of tasks and workers, at one moment
     */
    void progress(PoolStats.Counts counts);
}
