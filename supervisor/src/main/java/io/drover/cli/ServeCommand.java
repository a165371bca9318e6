package io.drover.cli;

import io.drover.cli.jobs.JobsFile;
import io.drover.cli.jobs.ServiceOptions;
import io.drover.cli.options.CommandOptions;
import io.drover.cli.options.ControlOptions;
import io.drover.cli.options.HttpOptions;
import io.drover.cli.options.JavaTaskOptions;
import io.drover.cli.options.OtlpOptions;
import io.drover.cli.options.OutputOptions;
import io.drover.cli.options.PlainCommand;
import io.drover.cli.options.SchedulingOptions;
import io.drover.cli.options.UpkeepOptions;
import io.drover.cli.words.Choices;
import io.drover.client.StateDirectory;
import io.drover.client.Supervisors;
import io.drover.control.Naming;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.posix.Signal;
import io.drover.serve.Interrupted;
import io.drover.serve.Outlook;
import io.drover.serve.Service;
import io.drover.serve.Succession;
import io.drover.serve.process.ProcessSource;
import io.drover.serve.process.Restart;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.signals.EndingSignals;
import io.drover.supervisor.signals.SignalInbox;
import io.drover.supervisor.work.Commands;
import io.drover.supervisor.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** {@code drover serve}: a service with a queue in a file. */
@Command(
        name = "drover serve",
        sortOptions = false,
        description = "Runs what drover submit puts into its queue, until it is told to end. The queue is a file: what was accepted"
                + " is not lost when the service is killed. See drover help service.")
final class ServeCommand extends PlainCommand {
    @Option(names = "--name", paramLabel = "NAME", description = "How drover submit --to and the others find it. Default: main.")
    private String name = "main";

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "The queue, an SQLite file. Default: NAME.db in $XDG_STATE_HOME/drover or ~/.local/state/drover.")
    private String store;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Processes that run beside the queue: a jobs.toml, or a Procfile. A table [service] in the first says what is not"
                    + " on the command line. See drover help processes and service.")
    private String jobs;

    @Option(names = "--durable", description = "What is accepted survives a power failure too, not only a kill.")
    private boolean durable;

    @Option(
            names = "--interrupted",
            paramLabel = "rerun|hold|fail",
            description = "What becomes of tasks that ran when the service was killed or stopped: they run again, wait for drover retry, or"
                    + " have failed. Default: rerun.")
    private String interrupted = "rerun";

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "So many tasks that have ended are kept, with what they printed; some thousand more may be for a time."
                    + " Default: 100000.")
    private long kept = 100_000;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "What the service has to say of itself is added to FILE, with times; USR1 opens it anew. Default: stderr.")
    private String log;

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Mixin
    private OtlpOptions otlp = new OtlpOptions();

    @Mixin
    private SchedulingOptions scheduling = new SchedulingOptions();

    @Mixin
    private UpkeepOptions upkeep = new UpkeepOptions();

    @Mixin
    private JavaTaskOptions java = new JavaTaskOptions();

    @Mixin
    private CommandOptions surroundings = new CommandOptions();

    private final List<String> arguments;

    /** @param arguments its words */
    ServeCommand(List<String> arguments) {
        this.arguments = arguments;
    }

    /**
     * What a table [service] may have.
     *
     * @param arguments beside it
     */
    static ServiceOptions options(List<String> arguments) {
        CommandLine parser = Picocli.ofPlain(new ServeCommand(arguments));
        Picocli.parse(parser, arguments.toArray(String[]::new));
        List<OptionSpec> all = parser.getCommandSpec().options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp() && !option.longestName().equals("--file"))
                .toList();
        return new ServiceOptions(all, parser.getParseResult()::hasMatchedOption, words -> with(words, arguments).check());
    }

    private static ServeCommand with(List<String> words, List<String> arguments) {
        ServeCommand command = new ServeCommand(arguments);
        Picocli.parse(Picocli.ofPlain(command), Stream.concat(words.stream(), arguments.stream()).toArray(String[]::new));
        return command;
    }

    @Override
    public int run() throws IOException {
        if (jobs == null) {
            return serve(ProcessSource.NONE);
        }
        ServiceOptions options = options(arguments);
        Map<String, List<String>> service = JobsFile.read(jobs, new JobsFile.Usual(Restart.ALWAYS, null), options).service();
        ServeCommand all = with(service.values().stream().flatMap(List::stream).toList(), arguments);
        return all.serve(new JobsSource(jobs, all.name, all.store(), options, service));
    }

    private Path store() throws IOException {
        return store == null ? StateDirectory.make().resolve(name + ".db") : Path.of(RawArguments.text(store));
    }

    /** Refuses what is wrong, and does nothing else. */
    private void check() {
        interrupted();
        ControlOptions.check(name);
        if (java.agent().isPresent()) {
            throw new UsageException("--debug-task is for drover run: a service does not wait for anybody");
        }
        if (java.given()) {
            java.work(scheduling.timeoutMillis(), true);
        } else {
            java.checkUnused();
        }
        surroundings.check();
        scheduling.checkAll();
        upkeep.recycling();
        upkeep.taskMemory();
        http.plan(Path.of("main.db"));
        otlp.plan(name);
    }

    private Interrupted interrupted() {
        return Choices.of("--interrupted", interrupted, Interrupted.values());
    }

    private int serve(ProcessSource processes) throws IOException {
        check();
        Succession succession = new Succession();
        if (!succession.planned() && Supervisors.all().stream().anyMatch(one -> one.is(name))) {
            throw new IOException("something called " + name + " runs already: take another --name, or drover stop " + name);
        }
        Path file = store();
        Work work = work();
        CrewPlan plan = scheduling.run(work)
                .jvm(WorkerJvm.current(work.jvmOptions(), java.javaOptions(), Service.PRIVATE_VARIABLES))
                .recycling(upkeep.recycling())
                .enduring()
                .build();
        Outlook outlook = new Outlook(http.plan(file), otlp.plan(name));
        processes.read();
        EndingSignals.letIn();
        try (HeadStart start = RunCommand.headStart(plan)) {
            SignalInbox signals = new SignalInbox();
            signals.install(Signal.TTIN, Signal.TTOU, Signal.USR2);
            Naming naming = new Naming(name, Stream.concat(Stream.of("serve"), arguments.stream()).map(RawArguments::bytes).toList());
            Path tmpdir = Path.of(System.getProperty("java.io.tmpdir"));
            Path messages = log == null ? null : Path.of(RawArguments.text(log));
            Service.Config config = new Service.Config(naming, file, durable, interrupted(), kept, plan, upkeep.taskMemory(), processes, messages, tmpdir);
            RunEnd end = new Service(config, start, signals, outlook, succession).run();
            if (end instanceof RunEnd.GaveUp gaveUp) {
                throw new IOException(gaveUp.message());
            }
            return 0;
        }
    }

    private Work work() {
        if (java.given()) {
            return java.work(scheduling.timeoutMillis(), true);
        }
        return new Commands(surroundings.setup(scheduling.timeoutMillis(), new OutputOptions(), true).toBuilder().setLive(true).build());
    }
}
