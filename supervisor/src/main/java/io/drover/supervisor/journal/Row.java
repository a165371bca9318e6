package io.drover.supervisor.journal;

import io.drover.supervisor.core.FinishedTask;

/**
 * A finished task on its way into the journal.
 *
 * @param captured what it had printed before its result came; null for nothing
 */
record Row(FinishedTask finished, Captured captured) {
    /** What it takes on the heap besides its bytes, roughly. */
    private static final int ROW_BYTES = 300;

    int bytes() {
        return ROW_BYTES
                + finished.task().payload().length
                + finished.output().size()
                + finished.error().size()
                + (captured == null ? 0 : captured.heldBytes());
    }
}
