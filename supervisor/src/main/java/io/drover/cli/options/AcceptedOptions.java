package io.drover.cli.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options of GNU parallel that ask for what we do anyway, or for nothing that could be seen in the results. */
public final class AcceptedOptions {
    private AcceptedOptions() {}

    /** Makes {@code command} take them quietly. */
    public static void addTo(CommandSpec command) {
        // We behave like GNU parallel, have no notice to silence, and never cut a command line that is too long.
        flag(command, "--gnu");
        flag(command, "--will-cite", "--no-notice", "--nn");
        flag(command, "-x", "--exit");
        // We are as fast as we can be with all our options, and no input is unsafe.
        flag(command, "--fast");
        flag(command, "--unsafe");
        // Files that stay are compressed; what only waits is in memory, or gone from the disk as soon as it is printed.
        value(command, "--use-decompress-program", "--decompress-program");
    }

    private static void flag(CommandSpec command, String... names) {
        command.addOption(OptionSpec.builder(names).hidden(true).arity("0").type(boolean.class).build());
    }

    private static void value(CommandSpec command, String... names) {
        command.addOption(OptionSpec.builder(names).hidden(true).arity("1").type(String.class).build());
    }
}
