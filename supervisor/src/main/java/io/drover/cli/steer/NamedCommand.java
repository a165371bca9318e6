package io.drover.cli.steer;

import picocli.CommandLine.Parameters;

/** About one of those that run, which is its only word. */
abstract class NamedCommand extends TargetCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = DESCRIPTION)
    private String name;

    @Override
    final String target() {
        return name;
    }
}
