package io.drover.cli;

import io.drover.cli.options.ControlOptions;
import io.drover.cli.options.OutputOptions;
import io.drover.cli.options.PlainCommand;
import io.drover.cli.options.SchedulingOptions;
import io.drover.cli.words.Version;
import io.drover.flow.journal.FlowReader;
import io.drover.journal.Journal;
import io.drover.journal.JournalConfig;
import io.drover.journal.JournalReader;
import io.drover.journal.RunInfo;
import io.drover.journal.StoredRun;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.run.RecordedRun;
import io.drover.run.ResumeLine;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.signals.SignalInbox;
import io.drover.supervisor.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover retry}: runs again, as they were recorded, the tasks of a journal that are not ok. */
@Command(
        name = "drover retry",
        sortOptions = false,
        description = "Runs again what has failed in the journal of a run. So it does with tasks that ran out of time,"
                + " were lost or never ran; with the command lines, shell, directory and class path that the journal has.")
final class RetryCommand extends PlainCommand {
    @Option(names = "--durable", description = "Let results survive a power failure too, not only a kill.")
    private boolean durable;

    @Mixin
    private SchedulingOptions scheduling = new SchedulingOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private ControlOptions control = new ControlOptions();

    @Parameters(paramLabel = "RUN.DB", description = "The journal: what --journal was given.")
    private String file;

    private final List<String> arguments;

    /** @param arguments its words */
    RetryCommand(List<String> arguments) {
        this.arguments = arguments;
    }

    @Override
    public int run() throws IOException {
        return run(Path.of(RawArguments.text(file)));
    }

    private int run(Path journal) throws IOException {
        if (FlowReader.reads(journal)) {
            throw new UsageException(file + " is the journal of a flow: what failed there runs again with --journal, --resume-failed and all"
                    + " else that was given when it was made; drover show " + file + " says what");
        }
        StoredRun stored;
        try (JournalReader reader = new JournalReader(journal)) {
            stored = reader.lastRun();
        }
        tell(stored);
        if (stored.notOk() == stored.withoutInput()) {
            return 0;
        }
        if (scheduling.interactive()) {
            output.leaveTerminal();
        }
        CrewPlan plan = plan(stored);
        OutputWriter writer = OutputWriter.ofThisProcess(output.config());
        SignalInbox signals = new SignalInbox();
        signals.install();
        JournalConfig place = new JournalConfig(journal, durable, JournalConfig.Mode.RESUME);
        Journal record = Journal.start(place, info(stored, plan));
        String again = "resume with: " + ResumeLine.command("retry", arguments);
        return new RecordedRun(record, again).supervise(plan, record.retried(), writer, signals, control.naming(line()));
    }

    /** What was typed. */
    private List<String> line() {
        return Stream.concat(Stream.of("retry"), arguments.stream()).toList();
    }

    private static void tell(StoredRun stored) {
        System.err.printf(Locale.ROOT, "drover: %,d tasks to run again%n", stored.notOk() - stored.withoutInput());
        if (stored.withoutInput() > 0) {
            System.err.printf(Locale.ROOT,
                    "drover: %,d more read standard input, which is not kept: drover run --resume runs those%n",
                    stored.withoutInput());
        }
        if (!stored.inputComplete()) {
            System.err.println("drover: the input was not read to its end: drover run --resume, with the same input,"
                    + " runs what was not read too");
        }
    }

    private CrewPlan plan(StoredRun stored) throws IOException {
        Work work = work(stored);
        return scheduling.run(work)
                .jvm(WorkerJvm.current(work.jvmOptions(), stored.javaOptions(), stored.environment()))
                .progress(output.progress(true))
                .build();
    }

    private Work work(StoredRun stored) throws IOException {
        Work work = stored.work();
        if (!work.hasDirectory() && !stored.directory().equals(System.getProperty("user.dir"))) {
            throw new UsageException("Java tasks run where drover is started: first cd " + stored.directory());
        }
        return work.again(new Work.Manner(output.ungrouped(), output.live(), scheduling.timeoutMillis()), stored.directory());
    }

    private RunInfo info(StoredRun stored, CrewPlan plan) {
        return new RunInfo(
                stored.command(),
                line().stream().map(RawArguments::bytes).toList(),
                stored.directory(),
                plan.work(),
                stored.javaOptions(),
                stored.environment(),
                Version.text());
    }
}
