package io.drover.journal;

import java.nio.file.Path;

/**
 * Where a run is recorded and how.
 *
 * @param durable a result survives a power failure, not only a kill, before it is reported
 */
public record JournalConfig(Path file, boolean durable, Mode mode) {

    /** What a run takes over from those that are in the journal already. */
    public enum Mode {
        /** Nothing: all tasks are new. */
        FRESH,
        /** Tasks that the run before has finished, well or badly, do not run again. */
        RESUME,
        /** As RESUME, but those that failed run again. */
        RESUME_FAILED;

        public boolean resumes() {
            return this != FRESH;
        }
    }
}
