package io.drover.cli;

import io.drover.cli.direct.DirectParser;
import io.drover.cli.direct.OptionNames;
import io.drover.cli.options.JournalOptions;
import io.drover.cli.words.Version;
import io.drover.help.HelpText;
import io.drover.parallel.CommandLineSplitter;
import io.drover.parallel.InputConfig;
import io.drover.parallel.InputSource;
import io.drover.parallel.Inputs;
import io.drover.parallel.rows.Packing;
import io.drover.parallel.text.UsageException;
import io.drover.records.Records;
import io.drover.records.RecordsConfig;
import io.drover.run.ExitCodes;
import io.drover.run.RecordedRun;
import io.drover.run.ResumeLine;
import io.drover.run.Run;
import io.drover.run.RunReport;
import io.drover.run.RunResult;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.Site;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.process.PrivateDirectory;
import io.drover.supervisor.signals.EndingSignals;
import io.drover.supervisor.signals.SignalInbox;
import io.drover.trace.RunSpans;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drover run}: from the words of the command line to the exit status. */
@Command(
        name = "drover run",
        sortOptions = false,
        description = "Runs COMMAND for each input value, many at a time.",
        customSynopsis = {
            "drover run [OPTIONS] [COMMAND [ARGUMENTS]] [::: VALUES | :::: FILES]...",
            "       drover run --task CLASS --jar FILE [OPTIONS] [::: VALUES | :::: FILES]...",
            "       drover run [OPTIONS] COMMAND --then [OPTIONS] COMMAND [--then ...]... [::: VALUES | :::: FILES]..."
        },
        exitCodeList = {
            "0:every task succeeded",
            "1-100:as many tasks failed, timed out or were lost",
            "101:more than 100",
            "255:an error of our own, told in one line"
        },
        footer = {
            "ls *.gz | drover run 'zcat {} | wc -l > {.}.count'",
            "drover run -k --tag 'echo {1}-{2}; sleep 0.1' ::: a b ::: 1 2",
            "drover run -j 50% --timeout 1m --retries 3 ./convert {} {/.}.png ::: *.svg",
            "drover run --journal run.db --resume ./convert {} :::: pictures.txt",
            "seq 1000000 | drover run -k --jar tasks.jar --task my.Task",
            "drover run 'curl -sO {}; echo {/}' --then -j2 'gzip {}' :::: urls"
        })
public final class RunCommand extends RunOptions {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the versions of Drover and Java.")
    private boolean version;

    private final List<String> arguments;

    /** The name of the command and what it was given: what is to be typed again. */
    private List<String> typed;

    /** What stands behind each {@code --then}. */
    private List<List<String>> laterStages = List.of();

    RunCommand(List<String> arguments) {
        this.arguments = arguments;
        this.typed = Stream.concat(Stream.of("run"), arguments.stream()).toList();
    }

    static int execute(List<String> arguments) {
        CommandLineSplitter split = CommandLineSplitter.split(arguments);
        return execute(parsed(split.words(), arguments), split);
    }

    /** Of another command, which stands for such arguments. */
    static int execute(List<String> arguments, List<String> typed) {
        CommandLineSplitter split = CommandLineSplitter.split(arguments);
        RunCommand command = parsed(split.words(), arguments);
        command.typed = typed;
        return execute(command, split);
    }

    private static int execute(RunCommand command, CommandLineSplitter split) {
        if (command.help) {
            HelpText.print(Picocli.ofRun(command).getCommandSpec());
            return 0;
        }
        if (command.version) {
            System.out.println(Version.line());
            return 0;
        }
        try {
            OptionalInt answered = command.questions.status();
            if (answered.isPresent()) {
                return answered.getAsInt();
            }
            if (command.combined.given()) {
                return command.combine(split.words());
            }
            List<Presets.Line> presets = PresetFiles.read(command.profiles);
            return presets.isEmpty()
                    ? command.run(split.sources())
                    : command.run(new Presets(presets), StagedRun.divided(split.words()).get(0).size() - command.words.size());
        } catch (IOException e) {
            System.err.println("drover: " + e.getMessage());
            return ExitCodes.OWN_ERROR;
        }
    }

    /** What {@code words} say; the others of its options are as they are without any. */
    private static RunCommand parsed(List<String> words, List<String> arguments) {
        List<List<String>> stages = StagedRun.divided(words);
        RunCommand first = stage(stages.get(0), arguments);
        first.laterStages = stages.subList(1, stages.size());
        return first;
    }

    /** As {@link #parsed}, where there is no {@code --then} among the words. */
    static RunCommand stage(List<String> words, List<String> arguments) {
        RunCommand command = new RunCommand(arguments);
        if (DirectParser.parse(OptionNames.ofRun(), words, command, command.words)) {
            return command;
        }
        RunCommand again = new RunCommand(arguments);
        Picocli.parse(Picocli.ofRun(again), OptionNames.ofRun().forParser(words));
        return again;
    }

    private int combine(List<String> given) throws IOException {
        List<String> sources = arguments.subList(given.size(), arguments.size());
        combined.combine(OptionNames.ofRun().spelledOut(given), words.size(), sources);
        return 0;
    }

    /** Runs with more than our arguments, of which the first {@code options} are no words of the command. */
    private int run(Presets presets, int options) throws IOException {
        CommandLineSplitter split = CommandLineSplitter.split(presets.before(arguments, options));
        RunCommand command = parsed(split.words(), arguments);
        command.typed = typed;
        try {
            return command.run(split.sources());
        } catch (UsageException e) {
            throw presets.blamed(e);
        }
    }

    /** How many of {@code words}, which are not from the command line, are options or their values. */
    public static int countPresetOptions(List<String> words) {
        RunCommand command = parsed(words, words);
        if (command.help || command.version || command.profiles.given()) {
            throw new UsageException("--help, --version, --profile and --plain are for the command line");
        }
        return words.size() - command.words.size();
    }

    /** Throws the exception that a run with these options alone ends with because of their values. */
    static void checkValues(List<String> options) {
        parsed(options, options).checkValues();
    }

    /** Throws the exception that a stage, or a run, of these words ends with because of what they say. */
    static void checkStage(List<String> words) {
        RunCommand command = stage(words, words);
        command.settle();
        command.checkValues();
    }

    /** Throws the exception that a run of these words ends with because stages of that kind do not go together. */
    static void check(List<String> words) {
        RunCommand command = parsed(words, words);
        command.settle();
        new StagedRun(command, command.laterStages, words);
    }

    private void checkValues() {
        input.config(packing.packing());
        output.config();
        plan(new PrivateDirectory(output.temporary()));
    }

    private int run(List<InputSource> sources) throws IOException {
        settle();
        if (flow.given() || !laterStages.isEmpty()) {
            return new StagedRun(this, laterStages, arguments).run(sources, typed);
        }
        InputConfig values = input.config(pipe.given() ? Packing.SINGLE : packing.packing());
        boolean readsInput = pipe.given() ? pipe.readsStandardInput() : Inputs.readStandardInput(values, sources);
        PrivateDirectory names = new PrivateDirectory(output.temporary());
        CrewPlan plan = plan(names);
        RecordsConfig recorded = recording.config(output, task(), resume, journal.given(), false);
        // What is started from here on, such as a Perl, must not have them blocked.
        EndingSignals.letIn();
        try (HeadStart start = output.dryRun() ? null : headStart(plan)) {
            Records records = new Records(recorded, RunOptions::warn);
            TaskSource opened = recorded.resume() == RecordsConfig.Resume.FAILED_ONLY
                    ? Records.failedTasks(recorded.jobLog(), output.tag() != null)
                    : open(plan.work(), values, sources, readsInput, recorded.wantsArguments(), names);
            TaskSource tasks = records.remaining(opened);
            if (start == null) {
                try (opened) {
                    return DryRun.print(tasks, scheduling.slots(), output.shellCalls());
                }
            }
            RecordedRun journaled = journal.open(
                    resume, typed, () -> JournalOptions.info(arguments, words, plan, javaOptions()), readsInput);
            if (journaled != null) {
                tasks = journaled.source(tasks, records);
            }
            return supervise(plan, start, tasks, opened, records, journaled, readsInput, names);
        }
    }

    /**
     * The first worker starts while we find out what there is to do. A signal that comes even before that waits until there is
     * something to end: nothing of it is left.
     */
    static HeadStart headStart(CrewPlan plan) throws IOException {
        CompletableFuture<HeadStart> made = new CompletableFuture<>();
        EndingSignals.before(() -> {
            try {
                made.join().close();
            } catch (IOException | CancellationException e) {
                // The next run removes the directory, if there is one.
            }
        });
        try {
            HeadStart start = HeadStart.at(Site.OWN_PROCESS);
            made.complete(start);
            start.begin(plan);
            return start;
        } finally {
            // Where there is none.
            made.cancel(false);
        }
    }

    private int supervise(
            CrewPlan plan,
            HeadStart start,
            TaskSource tasks,
            TaskSource opened,
            Records records,
            RecordedRun journaled,
            boolean readsInput,
            PrivateDirectory names)
            throws IOException {
        OutputWriter writer = OutputWriter.ofThisProcess(output.config());
        OutputWriter recorded = writer.behind(records.before(writer.first()));
        SignalInbox signals = new SignalInbox();
        signals.install();
        OutputWriter kept = journaled == null ? recorded : journaled.follower(recorded);
        RunSpans spans = otlp.spans(control.known(), System.err::println);
        OutputWriter all = spans == null ? kept : kept.behind(spans.before(kept.first()));
        TaskSource marked = spans == null || !plan.work().hasDirectory() ? tasks : spans.mark(tasks);
        RunResult result;
        tmux.open(names);
        // Blocks that wait in files go with their source: before the report, at whose end the process may die of a signal.
        try (names; opened; spans) {
            result = new Run(plan, start, marked, all, signals, control.naming(typed)).run();
        }
        records.finish(result.end(), result.totals());
        String resumeLine = journaled != null || records.canBeResumed()
                ? ResumeLine.of(typed, resume.given(), readsInput)
                : null;
        RunReport report = new RunReport(plan, result, writer.digest(), resumeLine);
        if (journaled != null) {
            journaled.end(result, report);
        }
        return report.finish();
    }
}
