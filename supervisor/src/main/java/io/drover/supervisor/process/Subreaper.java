package io.drover.supervisor.process;

import io.drover.posix.Posix;

/**
 * Has orphans below this process become its children, for as long as a supervisor needs that. The process belongs to a
 * program that may live long after it: then all is as it was before.
 *
 * <p>The one thing that supervisors in a process have in common, for the kernel keeps one flag for all. Thread-safe.
 */
final class Subreaper implements AutoCloseable {
    private static int open;
    private static boolean wasOneBefore;

    Subreaper() {
        synchronized (Subreaper.class) {
            if (open == 0) {
                wasOneBefore = Posix.isSubreaper();
                Posix.becomeSubreaper();
            }
            open++;
        }
    }

    @Override
    public void close() {
        synchronized (Subreaper.class) {
            open--;
            if (open == 0 && !wasOneBefore) {
                Posix.ceaseToBeSubreaper();
            }
        }
    }
}
