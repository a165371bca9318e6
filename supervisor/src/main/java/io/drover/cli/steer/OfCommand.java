package io.drover.cli.steer;

import picocli.CommandLine.Option;

/** About something of one of those that run. */
abstract class OfCommand extends TargetCommand {
    @Option(names = "--of", paramLabel = "NAME", description = DESCRIPTION)
    private String name;

    @Override
    final String target() {
        return name;
    }
}
