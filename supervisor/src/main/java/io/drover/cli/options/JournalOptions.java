package io.drover.cli.options;

import io.drover.cli.words.Version;
import io.drover.flow.journal.FlowJournal;
import io.drover.journal.Journal;
import io.drover.journal.JournalConfig;
import io.drover.journal.RunInfo;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.run.RecordedRun;
import io.drover.run.ResumeLine;
import io.drover.supervisor.CrewPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Options about the journal of a run, and going on where an earlier run ended. */
public final class JournalOptions {
    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Record the run in FILE, an SQLite database; see drover show and drover retry.")
    private String file;

    @Option(names = "--durable", description = "Journal: let results survive a power failure too, not only a kill.")
    private boolean durable;

    /**
     * Null without --journal.
     *
     * @param typed the name of the command, and what it was given
     * @param info what the journal says of the run; asked for only when there is one
     * @param readsInput values come from standard input
     */
    public RecordedRun open(ResumeOptions resume, List<String> typed, Supplier<RunInfo> info, boolean readsInput) {
        if (file == null) {
            if (durable) {
                throw new UsageException("--durable needs --journal FILE");
            }
            return null;
        }
        Journal journal = Journal.start(place(resume), info.get());
        return new RecordedRun(journal, ResumeLine.of(typed, resume.given(), readsInput));
    }

    /**
     * The same of a run with stages; null without --journal.
     *
     * @param typed the name of the command, and what it was given
     * @param stages in their order
     */
    public FlowJournal openFlow(ResumeOptions resume, List<String> typed, List<FlowJournal.Kept> stages) throws IOException {
        if (file == null) {
            if (durable) {
                throw new UsageException("--durable needs --journal FILE");
            }
            return null;
        }
        byte[] words = RunInfo.terminated(typed.stream().map(RawArguments::bytes).toList());
        String command = RawArguments.text(ResumeLine.command(typed.get(0), typed.subList(1, typed.size())));
        return FlowJournal.open(new FlowJournal.Config(place(resume), command, words, Version.text()), stages);
    }

    public boolean given() {
        return file != null;
    }

    private JournalConfig place(ResumeOptions resume) {
        return new JournalConfig(Path.of(RawArguments.text(file)), durable, mode(resume));
    }

    private static JournalConfig.Mode mode(ResumeOptions resume) {
        if (!resume.given()) {
            return JournalConfig.Mode.FRESH;
        }
        return resume.failedToo() ? JournalConfig.Mode.RESUME_FAILED : JournalConfig.Mode.RESUME;
    }

    public static RunInfo info(List<String> arguments, List<String> words, CrewPlan plan, List<String> javaOptions) {
        List<String> command = new ArrayList<>();
        if (!plan.work().title().isEmpty()) {
            command.add(plan.work().title());
        }
        words.forEach(word -> command.add(RawArguments.text(word)));
        return new RunInfo(
                String.join(" ", command),
                arguments.stream().map(RawArguments::bytes).toList(),
                System.getProperty("user.dir"),
                plan.work(),
                javaOptions,
                plan.jvm().environment(),
                Version.text());
    }
}
