package io.drover.cli.options;

import io.drover.parallel.text.UsageException;
import io.drover.proto.CommandSetup;
import picocli.CommandLine.Option;

/** Options about commands that people talk to. */
public final class TerminalOptions {
    @Option(
            names = "--tty",
            description = "Commands read the terminal, one at a time in its foreground, and write to it: as --open-tty, with -j1 "
                    + "and --ungroup where nothing else is said.")
    private boolean tty;

    @Option(
            names = {"-o", "--open-tty"},
            description = "Commands read the terminal, one at a time in its foreground; the others wait when they do.")
    private boolean open;

    /** One task at a time, and its output goes straight to the terminal, unless something else is asked for. */
    public boolean alone() {
        return tty;
    }

    public boolean given() {
        return tty || open;
    }

    /** @param commands tasks are command lines */
    public void check(boolean commands) {
        if (given() && !commands) {
            throw new UsageException("--tty and --open-tty are for commands, not for --task or --coproc");
        }
    }

    /** {@code setup} with the terminal where that is asked for. */
    public CommandSetup setup(CommandSetup setup) {
        return given() ? setup.toBuilder().setTerminal(true).build() : setup;
    }
}
