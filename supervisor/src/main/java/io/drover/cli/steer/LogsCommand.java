package io.drover.cli.steer;

import io.drover.client.ControlClient;
import io.drover.client.Supervisors;
import io.drover.parallel.text.UsageException;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover logs}: what a worker itself has written. */
@Command(
        name = "drover logs",
        sortOptions = false,
        description = "Shows what a worker process has written to its log: what its JVM says, and what goes past a task. What tasks print is not"
                + " there, but goes where the output of the run does. Or shows the last that a process of a service, or of drover up, has"
                + " printed.")
public final class LogsCommand extends SteerCommand {
    @Option(names = "--of", paramLabel = "NAME", description = Target.DESCRIPTION)
    private String name;

    @Option(names = {"-f", "--follow"}, description = "Go on with what comes, until the worker is gone, or the service.")
    private boolean follow;

    @Parameters(paramLabel = "WORKER|PROCESS", description = "Number of a worker, or name of a process, as drover status has them.")
    private String what;

    @Override
    public int run() throws IOException {
        if (what.matches("[A-Za-z_].*")) {
            try (ControlClient client = ControlClient.connect(Supervisors.find(name).socket())) {
                showPrinted(client);
            }
            return 0;
        }
        if (!what.matches("\\d{1,9}")) {
            throw new UsageException("the number of a worker is wanted, or the name of a process, instead of " + what);
        }
        WorkerLogs logs = new WorkerLogs(Supervisors.find(name), Integer.parseInt(what));
        long shown = logs.show(0);
        while (follow && logs.isOpen() && Pauses.sleep(200)) {
            shown = logs.show(shown);
        }
        return 0;
    }

    private void showPrinted(ControlClient client) throws IOException {
        long shown = printed(client, 0);
        while (follow && Pauses.sleep(200)) {
            try {
                shown = printed(client, shown);
            } catch (IOException e) {
                // It is over.
                return;
            }
        }
    }

    /** Returns up to where it has been shown. */
    private long printed(ControlClient client, long from) throws IOException {
        ControlReply.Printed printed =
                client.ask(ControlRequest.newBuilder().setPrinted(ControlRequest.ReadPrinted.newBuilder().setProcess(what).setFrom(from))).getPrinted();
        printed.getData().writeTo(System.out);
        System.out.flush();
        return printed.getNext();
    }
}
