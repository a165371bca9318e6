package io.drover.cli.options;

import java.io.IOException;
import picocli.CommandLine.Option;

/** A command with words of its own, and nothing that they are to be combined with. */
public abstract class PlainCommand {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    private boolean help;

    /** Whether no more is wanted than an explanation. */
    public final boolean wantsHelp() {
        return help;
    }

    /**
     * What it is there for.
     *
     * @return the exit status
     * @throws IOException if that is not possible; the message is for the user
     */
    public abstract int run() throws IOException;
}
