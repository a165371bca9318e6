package io.drover.cli.options;

import io.drover.cli.words.UserShell;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.records.RecordsConfig;
import io.drover.records.RecordsConfig.Resume;
import java.util.List;
import picocli.CommandLine.Option;

/** Options about what a run leaves in files, and about going on from there. */
public final class RecordOptions {

    @Option(
            names = {"--joblog", "--jl"},
            paramLabel = "FILE",
            description = "Log each task that has run: times, exit value, signal, command. +FILE appends, - is stdout.")
    private String jobLog;

    @Option(
            names = {"--results", "--result", "--res"},
            paramLabel = "NAME",
            description = "Put output into files instead of printing it: into DIR/1/VALUE/stdout, or with replacement "
                    + "strings into that file, or all into one table NAME.csv, .tsv, .json, .jsonl or .db (SQLite).")
    private String results;

    @Option(
            names = {"--files", "--output-as-files"},
            description = "Put output into temporary files that stay, and print their names.")
    private boolean files;

    @Option(names = {"--files0", "--output-as-files0"}, description = "Like --files, with NUL behind each name instead of newline.")
    private boolean filesWithNul;

    @Option(names = "--compress", description = "Compress the files of --results DIR and --files.")
    private boolean compress;

    @Option(
            names = {"--compress-program", "--use-compress-program"},
            paramLabel = "COMMAND",
            description = "Compress them with COMMAND. Default: the first there is of pzstd, lbzip2, pbzip2, zstd and others.")
    private String compressor;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "Tell what happens to tasks and workers, as a JSON object a line; - is stdout.")
    private String events;

    @Option(
            names = "--retry-failed",
            description = "Run again what has failed by the --joblog, with the command lines that are in it.")
    private boolean retryFailed;

    /** Whether anything is to be kept. */
    public boolean given() {
        return jobLog != null || results != null || nameEnd() != null || events != null || retryFailed;
    }

    /** Whether the tasks are those of a log. */
    public boolean retryFailed() {
        return retryFailed;
    }

    /** Refuses what has no meaning in a run with stages. */
    public void checkStaged() {
        if (retryFailed || nameEnd() != null) {
            throw new UsageException("a run with stages does not know " + (retryFailed ? "--retry-failed" : "--files"));
        }
    }

    /** Whether the output of commands is to come to us and not go straight to where ours goes. */
    public boolean wantsOutput() {
        return nameEnd() != null || results != null && !results.matches("(?s).*\\.([ct]sv|jsonl?|db)");
    }

    /**
     * @param journaled there is a journal: by that it is decided what is left to do
     * @param staged tasks are those of stages
     */
    public RecordsConfig config(
            OutputOptions output, TemplateConfig template, ResumeOptions resume, boolean journaled, boolean staged) {
        boolean append = jobLog != null && jobLog.startsWith("+");
        String name = jobLog == null ? null : text(append ? jobLog.substring(1) : jobLog);
        return new RecordsConfig(
                name,
                append,
                resumeMode(resume, journaled),
                text(results),
                nameEnd(),
                text(events),
                output.live(),
                output.temporary(),
                template,
                staged,
                compressor());
    }

    /** What follows the names of files; null where they are not asked for. */
    private String nameEnd() {
        return filesWithNul ? "\0" : files ? "\n" : null;
    }

    /** A command line for the shell; empty where files are left as they are. */
    private List<String> compressor() {
        if (compressor == null && !compress) {
            return List.of();
        }
        String command = compressor == null ? CompressionPrograms.first() : text(compressor);
        return List.of(UserShell.path(), "-c", command);
    }

    private static String text(String raw) {
        return raw == null ? null : RawArguments.text(raw);
    }

    private Resume resumeMode(ResumeOptions resume, boolean journaled) {
        if (retryFailed) {
            if (jobLog == null) {
                throw new UsageException("--retry-failed requires --joblog");
            }
            return Resume.FAILED_ONLY;
        }
        if (!resume.given()) {
            return Resume.NO;
        }
        if (journaled) {
            return Resume.ELSEWHERE;
        }
        if (jobLog == null && results == null) {
            throw new UsageException("--resume and --resume-failed need --journal, --joblog or --results");
        }
        return resume.failedToo() ? Resume.SUCCEEDED : Resume.ALL_RECORDED;
    }
}
