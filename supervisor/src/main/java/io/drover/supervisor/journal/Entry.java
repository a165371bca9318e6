package io.drover.supervisor.journal;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;

/** Something about a task on its way into the journal. */
sealed interface Entry {
    /** What an entry takes on the heap besides its bytes, roughly. */
    int ENTRY_BYTES = 300;

    int bytes();

    /**
     * The task has its final state.
     *
     * @param captured what it has printed; null for what {@code finished} has, if that is small
     */
    record Finished(FinishedTask finished, Captured captured) implements Entry {
        @Override
        public int bytes() {
            return ENTRY_BYTES
                    + finished.task().payload().size()
                    + finished.output().size()
                    + finished.error().size()
                    + (captured == null ? 0 : captured.heldBytes());
        }
    }

    /** An attempt has failed and there will be another. What it has printed is forgotten. */
    record Retried(FinishedTask attempt) implements Entry {
        @Override
        public int bytes() {
            return ENTRY_BYTES;
        }
    }

    /** What the task has printed until now is forgotten. */
    record Discarded(long task) implements Entry {
        @Override
        public int bytes() {
            return ENTRY_BYTES;
        }
    }

    /** A part of a large output. */
    record Piece(long task, boolean standardError, ByteString data) implements Entry {
        @Override
        public int bytes() {
            return ENTRY_BYTES + data.size();
        }
    }
}
