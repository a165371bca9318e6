package io.drover.cli;

import io.drover.help.HelpText;
import io.drover.help.Manual;
import io.drover.help.Shell;
import io.drover.parallel.text.UsageException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover completion}: what a shell needs to complete our command lines. */
@Command(
        name = "drover completion",
        description = "Prints the completion script of a shell. scripts/install puts all of them in place.",
        customSynopsis = "drover completion bash|zsh|fish",
        footer = "source <(drover completion bash)")
final class CompletionCommand {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    private boolean help;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private String shell;

    static int execute(List<String> arguments) {
        CompletionCommand command = new CompletionCommand();
        CommandLine parser = new CommandLine(command);
        Picocli.parse(parser, arguments.toArray(String[]::new));
        if (command.help) {
            HelpText.print(parser.getCommandSpec());
        } else {
            System.out.print(shell(command.shell).completion(Manual.of(Subcommand.model().getCommandSpec())));
        }
        return 0;
    }

    private static Shell shell(String name) {
        for (Shell shell : Shell.values()) {
            if (shell.name().toLowerCase(Locale.ROOT).equals(name)) {
                return shell;
            }
        }
        throw new UsageException("no completion for " + name + ", only for bash, zsh and fish");
    }
}
