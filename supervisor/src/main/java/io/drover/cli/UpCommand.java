package io.drover.cli;

import io.drover.cli.jobs.JobsFile;
import io.drover.cli.options.ControlOptions;
import io.drover.cli.options.PlainCommand;
import io.drover.cli.words.Choices;
import io.drover.control.Naming;
import io.drover.parallel.text.RawArguments;
import io.drover.posix.Posix;
import io.drover.serve.Up;
import io.drover.serve.process.ProcessPlan;
import io.drover.serve.process.Processes;
import io.drover.serve.process.Restart;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.output.OutputConfig;
import io.drover.supervisor.output.OutputMode;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.signals.EndingSignals;
import io.drover.supervisor.signals.SignalInbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover up}: processes in the foreground. */
@Command(
        name = "drover up",
        sortOptions = false,
        description = "Runs the processes of a Procfile, or of a jobs.toml, and prints what they print, each line behind a name. When one ends,"
                + " the others are ended too, and the status is its own. See drover help processes.",
        footer = {"drover up", "drover up -f jobs.toml --until failed web worker"})
final class UpCommand extends PlainCommand {
    /** Of text on any background: cyan, yellow, green, magenta, blue, and the bright ones. */
    private static final int[] COLOURS = {36, 33, 32, 35, 34, 96, 93, 92, 95, 94};
    private static final int STDOUT = 1;

    @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "What is to run. Default: Procfile, or jobs.toml where there is none.")
    private String file;

    @Option(
            names = "--until",
            paramLabel = "any|failed|all",
            description = "All are ended when any of them has ended, or has failed, or when all have ended by themselves. Default: any.")
    private String until = "any";

    @Option(names = "--name", paramLabel = "NAME", description = "How drover status, stop and the like find it. Default: its process id.")
    private String name = "";

    @Parameters(paramLabel = "PROCESS", arity = "0..*", description = "Only these of the file.")
    private List<String> chosen = List.of();

    private final List<String> arguments;
    /** That a part of the file is for others. */
    private boolean told;

    /** @param arguments its words */
    UpCommand(List<String> arguments) {
        this.arguments = arguments;
    }

    @Override
    public int run() throws IOException {
        Up.Until rule = Choices.of("--until", until, Up.Until.values());
        if (!name.isEmpty()) {
            ControlOptions.check(name);
        }
        List<ProcessPlan> plans = plans();
        CrewPlan plan = Processes.crew(plans, List.of());
        Naming naming = new Naming(name, Stream.concat(Stream.of("up"), arguments.stream()).map(RawArguments::bytes).toList());
        EndingSignals.letIn();
        Up.End end;
        try (HeadStart start = RunCommand.headStart(plan)) {
            SignalInbox signals = new SignalInbox();
            signals.install();
            OutputWriter writer = OutputWriter.ofThisProcess(new OutputConfig(OutputMode.LINE_BUFFER, false));
            Processes processes = new Processes(new Tags(plans)::of, (process, line) -> System.err.println("drover: " + process + " " + line));
            end = new Up(new Up.Config(naming, this::plans, plans, plan, rule), processes, writer, signals).run(start);
        }
        if (end.signal() != null) {
            Posix.dieOf(end.signal());
        }
        return end.status();
    }

    private List<ProcessPlan> plans() throws IOException {
        String source = file != null ? file : Files.exists(Path.of("Procfile")) || !Files.exists(Path.of("jobs.toml")) ? "Procfile" : "jobs.toml";
        JobsFile.Jobs jobs = JobsFile.read(source, new JobsFile.Usual(Restart.NEVER, null), null);
        List<ProcessPlan> all = jobs.processes();
        if (!jobs.service().isEmpty() && !told) {
            System.err.println("drover: [service] in " + RawArguments.text(source) + " is for drover serve, and left out here");
            told = true;
        }
        for (String process : chosen) {
            if (all.stream().noneMatch(plan -> plan.name().equals(process))) {
                throw new IOException("there is no process " + process + " in " + RawArguments.text(source));
            }
        }
        return chosen.isEmpty() ? all : all.stream().filter(plan -> chosen.contains(plan.name())).map(this::withoutOthers).toList();
    }

    /** What was not chosen is not waited for. */
    private ProcessPlan withoutOthers(ProcessPlan plan) {
        List<String> after = plan.after().stream().filter(chosen::contains).toList();
        return new ProcessPlan(plan.name(), plan.count(), plan.launch(), plan.rules(), plan.logs(), after);
    }

    /** What stands before each line. */
    private record Tags(List<ProcessPlan> plans) {
        byte[] of(String instance) {
            if (!Posix.isTerminal(STDOUT)) {
                return instance.getBytes(StandardCharsets.UTF_8);
            }
            int place = 0;
            int widest = 0;
            for (int i = 0; i < plans.size(); i++) {
                ProcessPlan plan = plans.get(i);
                place = instance.startsWith(plan.name() + ".") ? i : place;
                widest = Math.max(widest, (plan.name() + "." + plan.count()).length());
            }
            String padded = instance + " ".repeat(Math.max(0, widest - instance.length()));
            return ("\u001b[" + COLOURS[place % COLOURS.length] + "m" + padded + "\u001b[m").getBytes(StandardCharsets.UTF_8);
        }
    }
}
