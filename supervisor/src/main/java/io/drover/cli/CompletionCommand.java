package io.drover.cli;

import io.drover.cli.options.PlainCommand;
import io.drover.help.Manual;
import io.drover.help.Shell;
import io.drover.parallel.text.UsageException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code drover completion}: what a shell needs to complete our command lines. */
@Command(
        name = "drover completion",
        description = "Prints the completion script of a shell. scripts/install puts all of them in place.",
        customSynopsis = "drover completion bash|zsh|fish",
        footer = "source <(drover completion bash)")
final class CompletionCommand extends PlainCommand {
    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private String shell;

    @Override
    public int run() {
        System.out.print(shell(shell).completion(Manual.of(Subcommand.model().getCommandSpec())));
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
