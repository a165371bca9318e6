package io.drover.records;

import io.drover.parallel.template.TemplateConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run records. Names of files are "-" for standard output and null for none.
 *
 * @param jobLog the job log
 * @param appendJobLog keep what is in the job log
 * @param resume what of an earlier run is not done again
 * @param results a table (.csv, .tsv, .json, .jsonl, .db), a template, or else a directory
 * @param files what follows each name where the output of tasks is in files, and their names are printed; null where not
 * @param events the stream of events
 * @param live output is to be seen while tasks run
 * @param tmpdir where output waits that does not fit in memory, and where {@code files} are
 * @param template how replacement strings are written
 * @param staged tasks are those of stages, and what is recorded of them says which
 * @param compressor the command that files with output go through; empty where they are left as they are
 */
public record RecordsConfig(
        String jobLog,
        boolean appendJobLog,
        Resume resume,
        String results,
        String files,
        String events,
        boolean live,
        Path tmpdir,
        TemplateConfig template,
        boolean staged,
        List<String> compressor) {

    /** How a run builds on an earlier one. */
    public enum Resume {
        /** Not at all. */
        NO,
        /** Tasks with a record are left out. */
        ALL_RECORDED,
        /** Tasks that have succeeded are left out. */
        SUCCEEDED,
        /** Another record knows what is left to do; what this one has is kept. */
        ELSEWHERE,
        /** Tasks come from the job log: those that have failed. */
        FAILED_ONLY
    }

    /** Whether a later run can go on from what this one records. */
    public boolean canBeResumed() {
        boolean log = jobLog != null && !jobLog.equals(RowFile.STANDARD_OUTPUT);
        return log || results != null && !results.startsWith("-.") && !results.endsWith(".json");
    }

    /** Whether the values that tasks were made of are needed. */
    public boolean wantsArguments() {
        return results != null;
    }
}
