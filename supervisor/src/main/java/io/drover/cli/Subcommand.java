package io.drover.cli;

import io.drover.cli.direct.DirectParser;
import io.drover.cli.direct.OptionNames;
import io.drover.cli.options.PlainCommand;
import io.drover.cli.steer.CancelCommand;
import io.drover.cli.steer.DrainCommand;
import io.drover.cli.steer.EditCommand;
import io.drover.cli.steer.EnqueueCommand;
import io.drover.cli.steer.ForgetCommand;
import io.drover.cli.steer.GroupCommand;
import io.drover.cli.steer.LogsCommand;
import io.drover.cli.steer.PauseCommand;
import io.drover.cli.steer.PsCommand;
import io.drover.cli.steer.QuarantineCommand;
import io.drover.cli.steer.ReloadCommand;
import io.drover.cli.steer.RequeueCommand;
import io.drover.cli.steer.RestartCommand;
import io.drover.cli.steer.ResultCommand;
import io.drover.cli.steer.ResumeCommand;
import io.drover.cli.steer.ScaleCommand;
import io.drover.cli.steer.SignalCommand;
import io.drover.cli.steer.StartCommand;
import io.drover.cli.steer.StashCommand;
import io.drover.cli.steer.StatusCommand;
import io.drover.cli.steer.SteerCommand;
import io.drover.cli.steer.StopCommand;
import io.drover.cli.steer.SubmitCommand;
import io.drover.cli.steer.TasksCommand;
import io.drover.cli.steer.TopCommand;
import io.drover.cli.steer.UpgradeCommand;
import io.drover.cli.steer.WhyCommand;
import io.drover.help.HelpText;
import io.drover.parallel.CommandLineSplitter;
import io.drover.run.ExitCodes;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/** The words that may follow {@code drover}, in the order of its help. */
enum Subcommand {
    RUN,
    FLOW,
    RETRY,
    SHOW,
    REPORT,
    SEM,
    UP,
    CHECK,
    SERVE,
    SUBMIT,
    TASKS,
    RESULT,
    FORGET,
    EDIT,
    STASH,
    ENQUEUE,
    QUARANTINE,
    GROUP,
    PS,
    STATUS,
    TOP,
    SCALE,
    PAUSE,
    RESUME,
    DRAIN,
    CANCEL,
    SIGNAL,
    START,
    RESTART,
    RELOAD,
    UPGRADE,
    STOP,
    WHY,
    LOGS,
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

    /** Whether it has a supervisor do it that runs elsewhere. */
    boolean asksOthers() {
        return this != RUN && annotated(List.of()) instanceof SteerCommand;
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
            case SEM -> SemCommand.execute(arguments);
            case SUBMIT -> submit(arguments);
            case RETRY -> plain(RequeueCommand.wantedBy(arguments) ? new RequeueCommand() : new RetryCommand(arguments), arguments);
            // What follows a command is what somebody would know more of, and has no page of its own.
            case HELP -> plain(new HelpCommand(), arguments.stream().limit(1).toList());
            default -> plain((PlainCommand) annotated(arguments), arguments);
        };
    }

    private static int submit(List<String> arguments) {
        CommandLineSplitter split = CommandLineSplitter.split(arguments);
        SubmitCommand command = new SubmitCommand(split.sources());
        if (DirectParser.parse(OptionNames.ofSubmit(), split.words(), command, command.words())) {
            return run(command);
        }
        SubmitCommand again = new SubmitCommand(split.sources());
        return plain(again, Picocli.ofSubmit(again), OptionNames.ofSubmit().forParser(split.words()));
    }

    private static int plain(PlainCommand command, List<String> arguments) {
        return plain(command, Picocli.ofPlain(command), arguments.toArray(String[]::new));
    }

    private static int plain(PlainCommand command, CommandLine parser, String... words) {
        Picocli.parse(parser, words);
        if (command.wantsHelp()) {
            HelpText.print(parser.getCommandSpec());
            return 0;
        }
        return run(command);
    }

    private static int run(PlainCommand command) {
        try {
            return command.run();
        } catch (IOException e) {
            System.err.println("drover: " + e.getMessage());
            return ExitCodes.OWN_ERROR;
        }
    }

    /**
     * An object that picocli reads the options from.
     *
     * @param arguments its words
     */
    private Object annotated(List<String> arguments) {
        return switch (this) {
            case RUN -> new RunCommand(List.of());
            case FLOW -> new FlowCommand();
            case RETRY -> new RetryCommand(arguments);
            case SHOW -> new ShowCommand();
            case REPORT -> new ReportCommand();
            case SEM -> new SemCommand();
            case UP -> new UpCommand(arguments);
            case CHECK -> new CheckCommand();
            case SERVE -> new ServeCommand(arguments);
            case SUBMIT -> new SubmitCommand(List.of());
            case TASKS -> new TasksCommand();
            case RESULT -> new ResultCommand();
            case FORGET -> new ForgetCommand();
            case EDIT -> new EditCommand();
            case STASH -> new StashCommand();
            case ENQUEUE -> new EnqueueCommand();
            case QUARANTINE -> new QuarantineCommand();
            case GROUP -> new GroupCommand();
            case PS -> new PsCommand();
            case STATUS -> new StatusCommand();
            case TOP -> new TopCommand();
            case SCALE -> new ScaleCommand();
            case PAUSE -> new PauseCommand();
            case RESUME -> new ResumeCommand();
            case DRAIN -> new DrainCommand();
            case CANCEL -> new CancelCommand();
            case SIGNAL -> new SignalCommand();
            case START -> new StartCommand();
            case RELOAD -> new ReloadCommand();
            case RESTART -> new RestartCommand();
            case UPGRADE -> new UpgradeCommand();
            case STOP -> new StopCommand();
            case WHY -> new WhyCommand();
            case LOGS -> new LogsCommand();
            case DOCTOR -> new DoctorCommand(arguments);
            case HELP -> new HelpCommand();
            case COMPLETION -> new CompletionCommand();
            case MAN -> new ManCommand();
        };
    }

    /** {@code drover} with all of these: what help, the manual page and completions are made from. */
    static CommandLine model() {
        CommandLine drover = new CommandLine(new All());
        for (Subcommand command : values()) {
            drover.addSubcommand(command.word(), command.annotated(List.of()));
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
