package io.drover.cli;

import io.drover.supervisor.RunConfig;
import io.drover.supervisor.input.UsageException;
import io.drover.supervisor.journal.Journal;
import io.drover.supervisor.journal.JournalConfig;
import io.drover.supervisor.journal.RunInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options about the journal of a run, and going on where an earlier run ended. */
final class JournalOptions {
    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Record the run in FILE, an SQLite database; see drover show and drover retry.")
    private String file;

    @Option(names = "--durable", description = "Journal: let results survive a power failure too, not only a kill.")
    private boolean durable;

    @Option(
            names = "--resume",
            description = "Journal: leave out the tasks that an earlier run has finished, wherever they are in the input"
                    + " now. Reads all of the input first.")
    private boolean resume;

    @Option(names = "--resume-failed", description = "Like --resume, but run those again that failed.")
    private boolean resumeFailed;

    /** Null without --journal. */
    RecordedRun open(List<String> arguments, List<String> words, RunConfig config, JavaTaskOptions java, boolean readsInput) {
        if (file == null) {
            if (durable || resume || resumeFailed) {
                throw new UsageException("--resume, --resume-failed and --durable need --journal FILE");
            }
            return null;
        }
        RunInfo info = new RunInfo(
                command(words, config),
                arguments.stream().map(RawArguments::bytes).toList(),
                System.getProperty("user.dir"),
                config.commands(),
                config.java(),
                java.javaOptions(),
                config.jvm().environment(),
                Main.version());
        Journal journal = Journal.start(new JournalConfig(Path.of(RawArguments.text(file)), durable, mode()), info);
        return new RecordedRun(journal, ResumeLine.of(arguments, resume || resumeFailed, readsInput));
    }

    private JournalConfig.Mode mode() {
        if (resumeFailed) {
            return JournalConfig.Mode.RESUME_FAILED;
        }
        return resume ? JournalConfig.Mode.RESUME : JournalConfig.Mode.FRESH;
    }

    private static String command(List<String> words, RunConfig config) {
        List<String> all = new ArrayList<>();
        if (config.java() != null) {
            all.add(config.java().getTaskClass());
        }
        words.forEach(word -> all.add(new String(RawArguments.bytes(word), StandardCharsets.UTF_8)));
        return String.join(" ", all);
    }
}
