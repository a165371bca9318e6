package io.drover.cli;

import io.drover.posix.Posix;
import io.drover.supervisor.input.UsageException;
import io.drover.worker.Training;
import java.util.List;
import picocli.CommandLine;

/** Entry of the command line. The only place where the process exits. */
public final class Main {
    /** GNU parallel's status for errors of its own. */
    static final int EXIT_OWN_ERROR = 255;

    private Main() {}

    public static void main(String[] args) {
        // The native library takes as long to load as the options to parse, so both at the same time.
        Thread preload = new Thread(Posix::preload, "preload");
        preload.setDaemon(true);
        preload.start();
        int status = run(args);
        System.out.flush();
        System.err.flush();
        if (!Training.on()) {
            Posix.exit(status);
        }
        // The archive of a training run is written by the JVM's own exit.
        Training.load("io/drover/supervisor/");
        Training.load("io/drover/posix/");
        System.exit(status);
    }

    private static int run(String[] args) {
        try {
            return dispatch(RawArguments.of(args));
        } catch (UsageException | CommandLine.ParameterException e) {
            System.err.println("drover: " + RawArguments.text(firstLine(e.getMessage())) + " (see drover " + helpOf(args) + "--help)");
            return EXIT_OWN_ERROR;
        }
    }

    private static String helpOf(String[] args) {
        boolean other = args.length > 0 && (args[0].equals("retry") || args[0].equals("show"));
        return other ? args[0] + " " : "run ";
    }

    private static int dispatch(List<String> arguments) {
        String command = arguments.isEmpty() ? "--help" : arguments.get(0);
        switch (command) {
            case "run":
                return RunCommand.execute(arguments.subList(1, arguments.size()));
            case "retry":
                return RetryCommand.execute(arguments.subList(1, arguments.size()));
            case "show":
                return ShowCommand.execute(arguments.subList(1, arguments.size()));
            case "--help", "-h", "help":
                System.out.println(USAGE);
                return arguments.isEmpty() ? EXIT_OWN_ERROR : 0;
            case "--version", "-V":
                System.out.println("drover " + version());
                return 0;
            default:
                throw new UsageException("no command '" + command + "'; did you mean drover run " + command + " ...?");
        }
    }

    private static final String USAGE = """
            Usage: drover run [OPTIONS] [COMMAND [ARGUMENTS]] [::: VALUES | :::: FILES]...
                   drover run --task CLASS --jar FILE [OPTIONS] [::: VALUES | :::: FILES]...
                   drover retry [OPTIONS] RUN.DB
                   drover show RUN.DB [--failed | --task N | --output N] [--json]
                   drover --version

            Runs a command, or a Java task, for each input value, many at a time, in worker
            processes that are replaced when they die and ended when we end.
            retry runs again what is not ok in the journal of a run, show shows the journal.
            Options: drover run --help, drover retry --help, drover show --help""";

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static String firstLine(String message) {
        return message == null ? "unknown error" : message.lines().findFirst().orElse("unknown error");
    }
}
