package io.drover.cli;

import io.drover.supervisor.input.UsageException;
import io.drover.supervisor.records.RecordsConfig;
import io.drover.supervisor.records.RecordsConfig.Resume;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options about what a run leaves in files, and about going on from there. */
final class RecordOptions {

    @Option(
            names = {"--joblog", "--jl"},
            paramLabel = "FILE",
            description = "Log each task that has run: times, exit value, signal, command. +FILE appends, - is stdout.")
    private String jobLog;

    @Option(
            names = "--resume",
            description = "Leave out tasks that an earlier run has recorded, known by their number.")
    private boolean resume;

    @Option(names = "--resume-failed", description = "Like --resume, but run tasks again that have failed.")
    private boolean resumeFailed;

    @Option(
            names = "--retry-failed",
            description = "Run again what has failed by the --joblog, with the command lines that are in it.")
    private boolean retryFailed;

    RecordsConfig config(Path tmpdir) {
        boolean append = jobLog != null && jobLog.startsWith("+");
        String name = jobLog == null ? null : RawArguments.text(append ? jobLog.substring(1) : jobLog);
        return new RecordsConfig(name, append, resumeMode(), tmpdir);
    }

    private Resume resumeMode() {
        if (retryFailed) {
            if (jobLog == null) {
                throw new UsageException("--retry-failed requires --joblog");
            }
            return Resume.FAILED_ONLY;
        }
        if (!resume && !resumeFailed) {
            return Resume.NO;
        }
        if (jobLog == null) {
            throw new UsageException("--resume and --resume-failed require --joblog or --results");
        }
        return resumeFailed ? Resume.SUCCEEDED : Resume.ALL_RECORDED;
    }
}
