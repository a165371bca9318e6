package io.drover.cli;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.supervisor.RunConfig;
import io.drover.supervisor.RunResult;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.input.CommandLineSplitter;
import io.drover.supervisor.input.InputConfig;
import io.drover.supervisor.input.InputSource;
import io.drover.supervisor.input.Inputs;
import io.drover.supervisor.input.Packing;
import io.drover.supervisor.input.PipeConfig;
import io.drover.supervisor.input.TaskForm;
import io.drover.supervisor.input.TaskSource;
import io.drover.supervisor.input.UsageException;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.signals.SignalInbox;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover run}: from the words of the command line to the exit status. */
@Command(
        name = "drover run",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Runs COMMAND for each input value, many at a time.",
        customSynopsis = {
            "drover run [OPTIONS] [COMMAND [ARGUMENTS]] [::: VALUES | :::: FILES]...",
            "       drover run --task CLASS --jar FILE [OPTIONS] [::: VALUES | :::: FILES]..."
        })
final class RunCommand {
    private static final int STDIN = 0;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    private boolean help;

    @Mixin
    private SchedulingOptions scheduling = new SchedulingOptions();

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private PackingOptions packing = new PackingOptions();

    @Mixin
    private PipeOptions pipe = new PipeOptions();

    @Mixin
    private TemplateOptions template = new TemplateOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private CommandOptions surroundings = new CommandOptions();

    @Mixin
    private JavaTaskOptions java = new JavaTaskOptions();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", hidden = true)
    private List<String> words = new ArrayList<>();

    private RunCommand() {}

    static int execute(List<String> arguments) {
        CommandLineSplitter split = CommandLineSplitter.split(arguments);
        RunCommand command = new RunCommand();
        CommandLine parser = new CommandLine(command)
                .setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setAbbreviatedOptionsAllowed(true)
                .setInterpolateVariables(false)
                .setTrimQuotes(false)
                .setAllowOptionsAsOptionParameters(true);
        parser.parseArgs(split.words().toArray(String[]::new));
        if (command.help) {
            parser.usage(System.out);
            return 0;
        }
        try {
            return command.run(split.sources());
        } catch (IOException e) {
            System.err.println("drover: " + e.getMessage());
            return Main.EXIT_OWN_ERROR;
        }
    }

    private int run(List<InputSource> sources) throws IOException {
        if (!java.given()) {
            java.checkUnused();
        }
        InputConfig values = input.config(pipe.given() ? Packing.SINGLE : packing.packing());
        boolean readsInput = pipe.given() ? pipe.readsStandardInput() : Inputs.readStandardInput(values, sources);
        RunConfig config = config();
        if (readsInput && Posix.isTerminal(STDIN)) {
            System.err.println("drover: values are read from the terminal; Ctrl-D ends them, ::: gives them here");
        }
        TaskForm form = new TaskForm(!java.given(), scheduling.slots(), output.tag(), false);
        TaskSource tasks = open(values, sources, form);
        int status = output.dryRun() ? dryRun(tasks) : supervise(config, tasks);
        if (pipe.given()) {
            tasks.close();
        }
        return status;
    }

    private TaskSource open(InputConfig values, List<InputSource> sources, TaskForm form) throws IOException {
        FileInputStream standardInput = new FileInputStream(FileDescriptor.in);
        Consumer<String> warnings = warning -> System.err.println("drover: " + warning);
        if (!pipe.given()) {
            return Inputs.open(values, template.config(words), sources, standardInput, form, warnings);
        }
        PipeConfig blocks = pipe.config(
                input.header(), packing.records(), packing.lines(), output.temporary(), output.dryRun());
        return Inputs.openPiped(blocks, values, template.config(words), sources, standardInput, form, warnings);
    }

    private RunConfig config() {
        long timeout = scheduling.timeoutMillis();
        int cores = Runtime.getRuntime().availableProcessors();
        List<String> options = WorkerJvm.options(!java.given(), java.given() ? 2 : Math.min(cores, 4));
        options.addAll(java.javaOptions());
        return new RunConfig(
                scheduling.config(java.given()),
                WorkerJvm.current(options, java.given() ? surroundings.variables() : List.of()),
                java.given() ? null : surroundings.setup(timeout, output),
                java.given() ? java.setup(timeout, output.live()) : null,
                output.showsProgress(),
                true);
    }

    private int supervise(RunConfig config, TaskSource tasks) throws IOException {
        OutputWriter writer = new OutputWriter(
                output.config(),
                new FileOutputStream(FileDescriptor.out).getChannel(),
                new FileOutputStream(FileDescriptor.err).getChannel());
        SignalInbox signals = new SignalInbox();
        signals.install(Signal.INT, Signal.TERM, Signal.HUP, Signal.TSTP, Signal.CONT, Signal.USR1);
        RunResult result = new Supervisor(config, tasks, writer, signals).run();
        return new RunReport(config, result, writer.digest()).finish();
    }

    /** Prints what would be run, one line each. */
    private int dryRun(TaskSource tasks) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false);
        List<TaskSpec> batch = new ArrayList<>();
        boolean more = true;
        while (more && !out.checkError()) {
            more = tasks.read(batch, 1024);
            for (TaskSpec task : batch) {
                if (task.tag() != null) {
                    out.write(task.tag());
                    out.write('\t');
                }
                out.write(task.payloadForSlot((int) ((task.id() - 1) % scheduling.slots()) + 1));
                out.write('\n');
            }
            batch.clear();
        }
        out.flush();
        return 0;
    }
}
