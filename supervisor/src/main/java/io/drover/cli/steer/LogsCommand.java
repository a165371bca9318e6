package io.drover.cli.steer;

import io.drover.client.Supervisors;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover logs}: what a worker itself has written. */
@Command(
        name = "drover logs",
        sortOptions = false,
        description = "Shows what a worker process has written to its log: what its JVM says, and what goes past a task. What tasks print is not"
                + " there, but goes where the output of the run does.")
public final class LogsCommand extends SteerCommand {
    @Option(names = "--of", paramLabel = "NAME", description = Target.DESCRIPTION)
    private String name;

    @Option(names = {"-f", "--follow"}, description = "Go on with what comes, until the worker is gone.")
    private boolean follow;

    @Parameters(paramLabel = "WORKER", description = "Number of the worker, as drover status has it.")
    private int worker;

    @Override
    public int run() throws IOException {
        WorkerLogs logs = new WorkerLogs(Supervisors.find(name), worker);
        long shown = logs.show(0);
        while (follow && logs.isOpen() && Pauses.sleep(200)) {
            shown = logs.show(shown);
        }
        return 0;
    }
}
