package io.drover.cli;

import io.drover.cli.options.CombineOptions;
import io.drover.cli.options.CommandOptions;
import io.drover.cli.options.ControlOptions;
import io.drover.cli.options.CoprocOptions;
import io.drover.cli.options.FlowOptions;
import io.drover.cli.options.InputOptions;
import io.drover.cli.options.JavaTaskOptions;
import io.drover.cli.options.JournalOptions;
import io.drover.cli.options.OtlpOptions;
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
import io.drover.parallel.InputConfig;
import io.drover.parallel.InputSource;
import io.drover.parallel.Inputs;
import io.drover.parallel.Tag;
import io.drover.parallel.TaskForm;
import io.drover.parallel.blocks.PipeConfig;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.UsageException;
import io.drover.posix.Posix;
import io.drover.proto.CommandSetup;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.process.PrivateDirectory;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.work.Work;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * The options of a run and its command, which of them go together, and what becomes of them: the work of a crew, and the
 * source of its tasks. What one of them says alone is in its own class.
 */
abstract class RunOptions {
    private static final int STDIN = 0;

    @Mixin
    final SchedulingOptions scheduling = new SchedulingOptions();

    @Mixin
    final InputOptions input = new InputOptions();

    @Mixin(name = "values per command")
    final PackingOptions packing = new PackingOptions();

    @Mixin(name = "blocks of standard input")
    final PipeOptions pipe = new PipeOptions();

    @Mixin
    final TemplateOptions template = new TemplateOptions();

    @Mixin
    final OutputOptions output = new OutputOptions();

    @Mixin(name = "records")
    final RecordOptions recording = new RecordOptions();

    @Mixin(name = "commands")
    final CommandOptions surroundings = new CommandOptions();

    @Mixin(name = "stages")
    final FlowOptions flow = new FlowOptions();

    @Mixin(name = "terminal")
    final TerminalOptions terminal = new TerminalOptions();

    @Mixin
    final TmuxOptions tmux = new TmuxOptions();

    @Mixin(name = "Java tasks")
    final JavaTaskOptions java = new JavaTaskOptions();

    @Mixin(name = "long-lived commands")
    final CoprocOptions coproc = new CoprocOptions();

    @Mixin(name = "resuming")
    final ResumeOptions resume = new ResumeOptions();

    @Mixin
    final JournalOptions journal = new JournalOptions();

    @Mixin(name = "control")
    final ControlOptions control = new ControlOptions();

    @Mixin(name = "spans")
    final OtlpOptions otlp = new OtlpOptions();

    @Mixin(name = "profiles")
    final ProfileOptions profiles = new ProfileOptions();

    @Mixin(name = "questions")
    final QuestionOptions questions = new QuestionOptions();

    @Mixin
    final CombineOptions combined = new CombineOptions();

    @Mixin
    final SemaphoreOptions semaphore = new SemaphoreOptions();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", hidden = true)
    List<String> words = new ArrayList<>();

    /** What each task is made from, as soon as somebody asks. */
    private TemplateConfig task;

    /** Refuses what does not go together, and lets some options speak for others that were not given. */
    final void settle() {
        semaphore.check();
        otlp.check();
        flow.check(packing.packing().maxRows());
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
    }

    final TemplateConfig task() {
        if (task == null) {
            TemplateConfig config = template.config(words);
            task = config.in(surroundings.directories(config, input.header() != null));
        }
        return task;
    }

    final List<String> javaOptions() {
        return Stream.concat(java.javaOptions().stream(), profiles.javaOptions().stream()).toList();
    }

    /** @param names where commands find blocks by name */
    final CrewPlan plan(PrivateDirectory names) {
        return plan(names, output, UnaryOperator.identity());
    }

    /**
     * @param shown how their output is printed
     * @param changed makes of the usual work what there is to be
     */
    final CrewPlan plan(PrivateDirectory names, OutputOptions shown, UnaryOperator<Work> changed) {
        // Before --wd makes a directory.
        scheduling.check();
        Work usual = java.given() ? java.work(scheduling.timeoutMillis(), shown.live()) : commands(names, shown);
        Work work = changed.apply(usual);
        List<byte[]> environment = java.given() ? surroundings.variables() : List.of();
        WorkerJvm jvm = WorkerJvm.current(work.jvmOptions(), javaOptions(), environment);
        CrewPlan.Builder run = scheduling.run(work).jvm(jvm).progress(shown.progress(!pipe.readsStandardInput()));
        java.agent().ifPresent(agent -> run.watched().jvm(jvm.under(agent)));
        return run.build();
    }

    private Work commands(PrivateDirectory names, OutputOptions shown) {
        CommandSetup own = surroundings.setup(scheduling.timeoutMillis(), shown, task().directory() == null);
        CommandSetup setup = coproc.setup(own, input.nul()).toBuilder().setEmitDescriptor(flow.emit()).build();
        return Work.ofCommands(pipe.given()
                ? setup.toBuilder().setInputDirectory(names.path().toString()).build()
                : tmux.setup(terminal.setup(setup), names));
    }

    /** @param keepArguments whether what is kept of the run has the values of tasks */
    final TaskSource open(
            Work work,
            InputConfig values,
            List<InputSource> sources,
            boolean readsInput,
            boolean keepArguments,
            PrivateDirectory names)
            throws IOException {
        FileInputStream standardInput = standardInput(readsInput);
        TaskForm form = form(work, output.tag(), keepArguments || output.showsValues() || output.shellCalls() != null);
        if (!pipe.given()) {
            return Inputs.open(values, task(), sources, standardInput, form, RunOptions::warn);
        }
        PipeConfig blocks = pipe.config(
                input.header(), input.columnSeparator(), packing.records(), packing.lines(), output.temporary(), names, output.dryRun());
        return Inputs.openPiped(
                blocks, values, task(), sources, standardInput, form, RunOptions::warn);
    }

    /** @param read values come from there */
    static FileInputStream standardInput(boolean read) {
        if (read && Posix.isTerminal(STDIN)) {
            warn("values are read from the terminal; Ctrl-D ends them, ::: gives them here");
        }
        return new FileInputStream(FileDescriptor.in);
    }

    /** @param tag null for tasks without a tag */
    final TaskForm form(Work work, Tag tag, boolean keepArguments) {
        return new TaskForm(
                work.quotes(), scheduling.slots(), scheduling.capacity(), tag, scheduling.ownTerms(), keepArguments);
    }

    static void warn(String warning) {
        System.err.println("drover: " + warning);
    }
}
