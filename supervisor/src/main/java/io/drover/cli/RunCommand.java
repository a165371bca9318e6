package io.drover.cli;

import io.drover.cli.options.AcceptedOptions;
import io.drover.cli.options.CombineOptions;
import io.drover.cli.options.CommandOptions;
import io.drover.cli.options.CoprocOptions;
import io.drover.cli.options.InputOptions;
import io.drover.cli.options.JavaTaskOptions;
import io.drover.cli.options.JournalOptions;
import io.drover.cli.options.OptionNames;
import io.drover.cli.options.OutputOptions;
import io.drover.cli.options.PackingOptions;
import io.drover.cli.options.PipeOptions;
import io.drover.cli.options.ProfileOptions;
import io.drover.cli.options.QuestionOptions;
import io.drover.cli.options.RecordOptions;
import io.drover.cli.options.ResumeOptions;
import io.drover.cli.options.SchedulingOptions;
import io.drover.cli.options.SemaphoreOptions;
import io.drover.cli.options.TemplateOptions;
import io.drover.cli.options.TerminalOptions;
import io.drover.cli.options.TmuxOptions;
import io.drover.cli.options.UnsupportedOptions;
import io.drover.cli.words.Version;
import io.drover.help.HelpText;
import io.drover.parallel.CommandLineSplitter;
import io.drover.parallel.InputConfig;
import io.drover.parallel.InputSource;
import io.drover.parallel.Inputs;
import io.drover.parallel.TaskForm;
import io.drover.parallel.blocks.PipeConfig;
import io.drover.parallel.rows.Packing;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.UsageException;
import io.drover.posix.Posix;
import io.drover.proto.CommandSetup;
import io.drover.records.Records;
import io.drover.records.RecordsConfig;
import io.drover.run.ExitCodes;
import io.drover.run.RecordedRun;
import io.drover.run.ResumeLine;
import io.drover.run.Run;
import io.drover.run.RunReport;
import io.drover.run.RunResult;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Site;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.output.ShellCalls;
import io.drover.supervisor.process.PrivateDirectory;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.signals.EndingSignals;
import io.drover.supervisor.signals.SignalInbox;
import io.drover.supervisor.work.Work;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover run}: from the words of the command line to the exit status. */
@Command(
        name = "drover run",
        sortOptions = false,
        description = "Runs COMMAND for each input value, many at a time.",
        customSynopsis = {
            "drover run [OPTIONS] [COMMAND [ARGUMENTS]] [::: VALUES | :::: FILES]...",
            "       drover run --task CLASS --jar FILE [OPTIONS] [::: VALUES | :::: FILES]..."
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
            "seq 1000000 | drover run -k --jar tasks.jar --task my.Task"
        })
public final class RunCommand {
    private static final int STDIN = 0;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the versions of Drover and Java.")
    private boolean version;

    @Mixin
    private SchedulingOptions scheduling = new SchedulingOptions();

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin(name = "values per command")
    private PackingOptions packing = new PackingOptions();

    @Mixin(name = "blocks of standard input")
    private PipeOptions pipe = new PipeOptions();

    @Mixin
    private TemplateOptions template = new TemplateOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin(name = "records")
    private RecordOptions recording = new RecordOptions();

    @Mixin(name = "commands")
    private CommandOptions surroundings = new CommandOptions();

    @Mixin(name = "terminal")
    private TerminalOptions terminal = new TerminalOptions();

    @Mixin
    private TmuxOptions tmux = new TmuxOptions();

    @Mixin(name = "Java tasks")
    private JavaTaskOptions java = new JavaTaskOptions();

    @Mixin(name = "long-lived commands")
    private CoprocOptions coproc = new CoprocOptions();

    @Mixin(name = "resuming")
    private ResumeOptions resume = new ResumeOptions();

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Mixin(name = "profiles")
    private ProfileOptions profiles = new ProfileOptions();

    @Mixin(name = "questions")
    private QuestionOptions questions = new QuestionOptions();

    @Mixin
    private CombineOptions combined = new CombineOptions();

    @Mixin
    private SemaphoreOptions semaphore = new SemaphoreOptions();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", hidden = true)
    private List<String> words = new ArrayList<>();

    private final List<String> arguments;
    RunCommand(List<String> arguments) {
        this.arguments = arguments;
    }

    static int execute(List<String> arguments) {
        RunCommand command = new RunCommand(arguments);
        CommandLineSplitter split = CommandLineSplitter.split(arguments);
        CommandLine parser = command.parse(split.words());
        if (command.help) {
            HelpText.print(parser.getCommandSpec());
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
                return command.combine(parser, split.words());
            }
            List<Presets.Line> presets = PresetFiles.read(command.profiles);
            return presets.isEmpty()
                    ? command.run(split.sources())
                    : command.run(new Presets(presets), split.words().size() - command.words.size());
        } catch (IOException e) {
            System.err.println("drover: " + e.getMessage());
            return ExitCodes.OWN_ERROR;
        }
    }

    private CommandLine parser() {
        CommandLine parser = new CommandLine(this)
                .setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setInterpolateVariables(false)
                .setEndOfOptionsDelimiter(OptionNames.END)
                .setTrimQuotes(false)
                .setAllowOptionsAsOptionParameters(true);
        AcceptedOptions.addTo(parser.getCommandSpec());
        UnsupportedOptions.refuse(parser.getCommandSpec());
        return parser;
    }

    private CommandLine parse(List<String> words) {
        CommandLine parser = parser();
        parser.parseArgs(OptionNames.forParser(parser.getCommandSpec(), words));
        return parser;
    }

    private int combine(CommandLine parser, List<String> given) throws IOException {
        List<String> sources = arguments.subList(given.size(), arguments.size());
        combined.combine(OptionNames.spelledOut(parser.getCommandSpec(), given), words.size(), sources);
        return 0;
    }

    /** Runs with more than our arguments, of which the first {@code options} are no words of the command. */
    private int run(Presets presets, int options) throws IOException {
        CommandLineSplitter split = CommandLineSplitter.split(presets.before(arguments, options));
        RunCommand command = new RunCommand(arguments);
        command.parse(split.words());
        try {
            return command.run(split.sources());
        } catch (UsageException e) {
            throw presets.blamed(e);
        }
    }

    /** How many of {@code words}, which are not from the command line, are options or their values. */
    public static int countPresetOptions(List<String> words) {
        RunCommand command = parsed(words);
        if (command.help || command.version || command.profiles.given()) {
            throw new UsageException("--help, --version, --profile and --plain are for the command line");
        }
        return words.size() - command.words.size();
    }

    /** Throws the exception that a run with these options alone ends with because of their values. */
    static void checkValues(List<String> options) {
        RunCommand command = parsed(options);
        command.input.config(command.packing.packing());
        command.output.config();
        command.plan(new PrivateDirectory(command.output.temporary()));
    }

    private static RunCommand parsed(List<String> words) {
        RunCommand command = new RunCommand(words);
        command.parse(words);
        return command;
    }

    private int run(List<InputSource> sources) throws IOException {
        // What is started from here on, such as a Perl, must not have them blocked.
        EndingSignals.letIn();
        semaphore.check();
        if (!java.given()) {
            java.checkUnused();
        }
        if (pipe.given() && journal.given()) {
            throw new UsageException("--journal knows tasks by their command lines, which blocks of --pipe share");
        }
        if (pipe.tee()) {
            scheduling.preferAllAtOnce();
        }
        if (task().surroundsTasks() && (java.given() || coproc.given() || recording.retryFailed())) {
            throw new UsageException("--tmpl, and --wd with one directory for each task, are for commands that are made of their values and"
                    + " started one by one: they go with none of --task, --coproc and --retry-failed");
        }
        if (template.writesFiles() && journal.given()) {
            throw new UsageException("--journal does not keep the files of --tmpl");
        }
        if (input.staged() && (pipe.given() || recording.retryFailed())) {
            throw new UsageException("--milestone is for tasks that are made of values: it goes with neither --pipe nor --retry-failed");
        }
        coproc.check(java.given(), pipe.given());
        terminal.check(!java.given() && !coproc.given());
        if (terminal.given()) {
            scheduling.shareOneWorker("--tty");
        }
        tmux.check(!java.given() && !coproc.given() && !pipe.given() && !terminal.given());
        if (tmux.given()) {
            scheduling.shareOneWorker("--tmux");
        }
        if (terminal.alone()) {
            scheduling.preferOneAtATime();
            output.preferUngrouped();
        }
        output.check();
        if (scheduling.interactive() || terminal.given()) {
            output.leaveTerminal();
        }
        if (recording.wantsOutput()) {
            output.capture();
        }
        InputConfig values = input.config(pipe.given() ? Packing.SINGLE : packing.packing());
        boolean readsInput = pipe.given() ? pipe.readsStandardInput() : Inputs.readStandardInput(values, sources);
        PrivateDirectory names = new PrivateDirectory(output.temporary());
        CrewPlan plan = plan(names);
        RecordsConfig recorded = recording.config(output, task(), resume, journal.given());
        Records records = new Records(recorded, RunCommand::warn);
        TaskSource opened = recorded.resume() == RecordsConfig.Resume.FAILED_ONLY
                ? Records.failedTasks(recorded.jobLog(), output.tag() != null)
                : open(plan.work(), values, sources, readsInput, recorded, names);
        TaskSource tasks = records.remaining(opened);
        if (output.dryRun()) {
            try (opened) {
                return dryRun(tasks);
            }
        }
        RecordedRun journaled = journal.open(
                resume, arguments, () -> JournalOptions.info(arguments, words, plan, javaOptions()), readsInput);
        if (journaled != null) {
            tasks = journaled.source(tasks, records);
        }
        return supervise(plan, tasks, opened, records, journaled, readsInput, names);
    }

    private TaskSource open(
            Work work,
            InputConfig values,
            List<InputSource> sources,
            boolean readsInput,
            RecordsConfig recorded,
            PrivateDirectory names)
            throws IOException {
        if (readsInput && Posix.isTerminal(STDIN)) {
            warn("values are read from the terminal; Ctrl-D ends them, ::: gives them here");
        }
        FileInputStream standardInput = new FileInputStream(FileDescriptor.in);
        TaskForm form = new TaskForm(
                work.quotes(),
                scheduling.slots(),
                scheduling.capacity(),
                output.tag(),
                scheduling.ownTerms(),
                recorded.wantsArguments() || output.showsValues() || output.shellCalls() != null);
        if (!pipe.given()) {
            return Inputs.open(values, task(), sources, standardInput, form, RunCommand::warn);
        }
        PipeConfig blocks = pipe.config(
                input.header(), input.columnSeparator(), packing.records(), packing.lines(), output.temporary(), names, output.dryRun());
        return Inputs.openPiped(
                blocks, values, task(), sources, standardInput, form, RunCommand::warn);
    }

    private TemplateConfig task() {
        TemplateConfig config = template.config(words);
        return config.in(surroundings.directories(config, input.header() != null));
    }

    private static void warn(String warning) {
        System.err.println("drover: " + warning);
    }

    private List<String> javaOptions() {
        return Stream.concat(java.javaOptions().stream(), profiles.javaOptions().stream()).toList();
    }

    /** @param names where commands find blocks by name */
    private CrewPlan plan(PrivateDirectory names) {
        // Before --wd makes a directory.
        scheduling.check();
        Work work = java.given() ? java.work(scheduling.timeoutMillis(), output.live()) : commands(names);
        List<byte[]> environment = java.given() ? surroundings.variables() : List.of();
        WorkerJvm jvm = WorkerJvm.current(work.jvmOptions(), javaOptions(), environment);
        CrewPlan.Builder run = scheduling.run(work).jvm(jvm).progress(output.progress(!pipe.readsStandardInput()));
        java.agent().ifPresent(agent -> run.watched().jvm(jvm.under(agent)));
        return run.build();
    }

    private Work commands(PrivateDirectory names) {
        CommandSetup own = surroundings.setup(scheduling.timeoutMillis(), output, task().directory() == null);
        CommandSetup setup = coproc.setup(own, input.nul());
        return Work.ofCommands(pipe.given()
                ? setup.toBuilder().setInputDirectory(names.path().toString()).build()
                : tmux.setup(terminal.setup(setup), names));
    }

    private int supervise(
            CrewPlan plan,
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
        OutputWriter all = journaled == null ? recorded : journaled.follower(recorded);
        RunResult result;
        tmux.open(names);
        // Blocks that wait in files go with their source: before the report, at whose end the process may die of a signal.
        try (names; opened) {
            result = new Run(plan, Site.OWN_PROCESS, tasks, all, signals).run();
        }
        records.finish(result.end(), result.totals());
        String resumeLine = journaled != null || records.canBeResumed()
                ? ResumeLine.of(arguments, resume.given(), readsInput)
                : null;
        RunReport report = new RunReport(plan, result, writer.digest(), resumeLine);
        if (journaled != null) {
            journaled.end(result, report);
        }
        return report.finish();
    }

    /** Prints what would be run, one line each. */
    private int dryRun(TaskSource tasks) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false);
        ShellCalls calls = output.shellCalls();
        List<TaskSpec> batch = new ArrayList<>();
        boolean more = true;
        while (more && !out.checkError()) {
            more = tasks.read(batch, 1024);
            for (TaskSpec task : batch) {
                int slot = (int) ((task.id() - 1) % scheduling.slots()) + 1;
                byte[] line = task.payloadForSlot(slot);
                if (calls != null) {
                    calls.add(task, line);
                } else {
                    printLine(out, task.taggedForSlot(slot).tag(), line);
                }
            }
            batch.clear();
        }
        if (calls != null) {
            calls.print(out::write);
        }
        out.flush();
        return 0;
    }

    private static void printLine(PrintStream out, byte[] tag, byte[] line) {
        if (tag != null) {
            out.writeBytes(tag);
            out.write('\t');
        }
        out.writeBytes(line);
        out.write('\n');
    }
}
