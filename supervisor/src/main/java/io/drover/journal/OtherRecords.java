package io.drover.journal;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;

/**
 * What a run leaves besides its journal. A run that was killed may not have got round to telling it of all that the
 * journal has; the run that resumes it makes up for that, before anything runs.
 *
 * <p>Called by the thread that reads the input.
 */
public interface OtherRecords {
    /** For a run that has none. */
    OtherRecords NONE = new OtherRecords() {
        @Override
        public boolean lack(TaskSpec task) {
            return false;
        }

        @Override
        public void chunk(TaskSpec task, boolean standardError, ByteString data) {}

        @Override
        public void finished(FinishedTask finished) {}

        @Override
        public void flush() {}
    };

    /** Whether a task that has finished, by the journal, is not in them. */
    boolean lack(TaskSpec task);

    /** A part of what the task has printed. */
    void chunk(TaskSpec task, boolean standardError, ByteString data);

    /** Ends a task that they lack. */
    void finished(FinishedTask finished);

    /** Returns when all of it is recorded. */
    void flush();
}
