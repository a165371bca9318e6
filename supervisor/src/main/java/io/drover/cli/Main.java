package io.drover.cli;

import io.drover.cli.words.Suggestion;
import io.drover.cli.words.Version;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.posix.Posix;
import io.drover.run.ExitCodes;
import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.signals.EndingSignals;
import io.drover.worker.Training;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;

/** Entry of the command line. The only place where the process exits. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Subcommand command = args.length == 0 ? null : Subcommand.of(args[0]);
        if (command != null && command.asksOthers() && !Training.on()) {
            // Without the native part, which would take half of their time.
            int status = run(args);
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(status);
        }
        EndingSignals.takeFromTheJvm();
        // The native library takes as long to load as the options to parse, so both at the same time.
        Thread preload = new Thread(
                () -> {
                    Posix.preload();
                    EndingSignals.letInForOthers();
                },
                "preload");
        preload.setDaemon(true);
        preload.setUncaughtExceptionHandler((thread, failure) -> endWithoutNativePart(failure));
        preload.start();
        int status = run(args);
        System.out.flush();
        System.err.flush();
        if (!Training.on()) {
            Posix.exit(status);
        }
        // The archive of a training run is written by the JVM's own exit.
        explain();
        Training.load(
                "io.drover.cli",
                "io.drover.client",
                "io.drover.control",
                "io.drover.supervisor",
                "io.drover.parallel",
                "io.drover.records",
                "io.drover.journal",
                "io.drover.sqlite",
                "io.drover.run",
                "io.drover.sight",
                "io.drover.wire",
                "io.drover.posix",
                "io.drover.proto",
                "io.drover.serve",
                "org.sqlite");
        System.exit(status);
    }

    /** Has what a plain run goes without: help, what is wrong with a word, and a look for one that runs. */
    private static void explain() {
        dispatch(List.of("submit", "--to", "no-such", "true"));
        dispatch(List.of("status", "no-such"));
        for (String option : List.of("--help", "--no-such-option")) {
            try {
                dispatch(List.of("run", option));
            } catch (UsageException e) {
                // As wanted.
            }
        }
    }

    private static int run(String[] args) {
        try {
            return dispatch(RawArguments.of(args));
        } catch (UsageException e) {
            Subcommand command = args.length > 0 ? Subcommand.of(args[0]) : null;
            String explainer = command == null ? "drover --help" : command.explainer();
            System.err.println("drover: " + RawArguments.text(firstLine(e.getMessage())) + " (see " + explainer + ")");
            return ExitCodes.OWN_ERROR;
        } catch (InvalidPathException e) {
            // The bytes of a name are decoded right, but the JVM encodes them with the locale.
            System.err.println("drover: the locale has not all letters of the file name " + e.getInput()
                    + "; set LC_ALL to one with UTF-8, such as C.UTF-8");
            return ExitCodes.OWN_ERROR;
        } catch (OutOfMemoryError e) {
            System.err.println("drover: " + OutOfMemory.text(e));
            return ExitCodes.OWN_ERROR;
        } catch (LinkageError e) {
            endWithoutNativePart(e);
            return ExitCodes.OWN_ERROR;
        } catch (RuntimeException e) {
            // The JVM's own answer to this is 1, which says that one task has failed.
            e.printStackTrace();
            return ExitCodes.OWN_ERROR;
        }
    }

    /** Whoever meets it first tells; nobody else goes on. */
    private static synchronized void endWithoutNativePart(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = firstLine(cause.getMessage()).replaceAll("^Exception [\\w.]+: | \\[in thread .*", "");
        System.err.println("drover: cannot load the native part: " + reason
                + "; let TMPDIR name a directory of yours that has room for it and may hold programs");
        Runtime.getRuntime().halt(ExitCodes.OWN_ERROR);
    }

    private static int dispatch(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException("a command is missing, such as drover run");
        }
        String word = arguments.get(0);
        List<String> rest = arguments.subList(1, arguments.size());
        Subcommand command = Subcommand.of(word);
        if (command != null) {
            return command.execute(rest);
        }
        switch (word) {
            case "--help", "-h":
                HelpCommand.overview();
                return 0;
            case "--version", "-V":
                System.out.println(Version.line());
                return 0;
            default:
                String meant = Suggestion.closest(word, Arrays.stream(Subcommand.values()).map(Subcommand::word))
                        .map(close -> "drover " + close + ", or ")
                        .orElse("");
                throw new UsageException("no command '" + word + "'; did you mean " + meant + "drover run " + word + " ...?");
        }
    }

    private static String firstLine(String message) {
        return message == null ? "unknown error" : message.lines().findFirst().orElse("unknown error");
    }
}
