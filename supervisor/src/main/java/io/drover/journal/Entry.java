package io.drover.journal;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.RunningTask;

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

    /**
     * An attempt has failed and there will be another.
     *
     * @param captured what it has printed; null for nothing
     */
    record Retried(FinishedTask attempt, Captured captured) implements Entry {
        @Override
        public int bytes() {
            return ENTRY_BYTES + (captured == null ? 0 : captured.heldBytes());
        }
    }

    /** The task has a slot, and that for some time already. */
    record Running(RunningTask running) implements Entry {
        @Override
        public int bytes() {
            return ENTRY_BYTES + running.task().payload().size();
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
