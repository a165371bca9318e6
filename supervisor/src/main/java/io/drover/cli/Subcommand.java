package io.drover.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The words that may follow {@code drover}, in the order of its help. */
enum Subcommand {
    RUN,
    FLOW,
    RETRY,
    SHOW,
    REPORT,
    SEM,
    DOCTOR,
    HELP,
    COMPLETION,
    MAN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What to ask for what has gone wrong with its words. */
    String explainer() {
        return this == HELP ? "drover help" : "drover " + word() + " --help";
    }

    /** Null if {@code word} is none. */
    static Subcommand of(String word) {
        for (Subcommand command : values()) {
            if (command.word().equals(word)) {
                return command;
            }
        }
        return null;
    }

    /** Returns the exit status. */
    int execute(List<String> arguments) {
        return switch (this) {
            case RUN -> RunCommand.execute(arguments);
            case FLOW -> FlowCommand.execute(arguments);
            case RETRY -> RetryCommand.execute(arguments);
            case SHOW -> ShowCommand.execute(arguments);
            case REPORT -> ReportCommand.execute(arguments);
            case SEM -> SemCommand.execute(arguments);
            case DOCTOR -> DoctorCommand.execute(arguments);
            case HELP -> HelpCommand.execute(arguments);
            case COMPLETION -> CompletionCommand.execute(arguments);
            case MAN -> ManCommand.execute(arguments);
        };
    }

    /** An object that picocli reads the options from. */
    private Object annotated() {
        return switch (this) {
            case RUN -> new RunCommand(List.of());
            case FLOW -> new FlowCommand();
            case RETRY -> new RetryCommand();
            case SHOW -> new ShowCommand();
            case REPORT -> new ReportCommand();
            case SEM -> new SemCommand();
            case DOCTOR -> new DoctorCommand();
            case HELP -> new HelpCommand();
            case COMPLETION -> new CompletionCommand();
            case MAN -> new ManCommand();
        };
    }

    /** {@code drover} with all of these: what help, the manual page and completions are made from. */
    static CommandLine model() {
        CommandLine drover = new CommandLine(new All());
        for (Subcommand command : values()) {
            drover.addSubcommand(command.word(), command.annotated());
        }
        return drover;
    }

    @Command(
            name = "drover",
            description = "Runs commands or Java tasks, many at a time. One for each input value, in worker processes that"
                    + " are replaced when they die and ended when we end.",
            customSynopsis = {"drover COMMAND [OPTIONS] ...", "drover --version"},
            footer = {
                "drover run 'wc -l {}' ::: *.txt",
                "drover help run",
                "drover help signals",
            })
    private static final class All {}
}
