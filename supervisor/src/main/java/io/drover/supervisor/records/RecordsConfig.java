package io.drover.supervisor.records;

import java.nio.file.Path;

/**
 * What a run records.
 *
 * @param jobLog file name, "-" for standard output; null for none
 * @param appendJobLog keep what is in the job log
 * @param resume what of an earlier run is not done again
 * @param tmpdir where output waits that does not fit in memory
 */
public record RecordsConfig(String jobLog, boolean appendJobLog, Resume resume, Path tmpdir) {

    /** How a run builds on an earlier one. */
    public enum Resume {
        /** Not at all. */
        NO,
        /** Tasks with a record are left out. */
        ALL_RECORDED,
        /** Tasks that have succeeded are left out. */
        SUCCEEDED,
        /** Tasks come from the job log: those that have failed. */
        FAILED_ONLY
    }

    /** Whether the values that tasks were made of are needed. */
    public boolean wantsArguments() {
        return false;
    }
}
