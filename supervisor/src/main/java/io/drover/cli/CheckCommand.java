package io.drover.cli;

import io.drover.cli.jobs.JobsFile;
import io.drover.cli.options.PlainCommand;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code drover check}: what is wrong in a file of jobs. */
@Command(
        name = "drover check",
        sortOptions = false,
        description = "Says all that is wrong in a file of processes and of a service, with line and column, and does nothing else.",
        exitCodeList = {"0:nothing is wrong", "1:something is"})
final class CheckCommand extends PlainCommand {
    @Parameters(paramLabel = "FILE", arity = "1", description = "A jobs.toml or a Procfile.")
    private String file;

    CheckCommand() {}

    @Override
    public int run() throws IOException {
        List<String> faults = JobsFile.check(file, ServeCommand.options(List.of()));
        faults.forEach(fault -> System.err.println("drover: " + fault));
        return faults.isEmpty() ? 0 : 1;
    }
}
