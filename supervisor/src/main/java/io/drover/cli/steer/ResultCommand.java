package io.drover.cli.steer;

import io.drover.client.ControlClient;
import io.drover.client.Supervisors;
import io.drover.proto.StoredTask;
import io.drover.sight.Json;
import io.drover.sight.TaskSights;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover result}: what became of a task. */
@Command(
        name = "drover result",
        sortOptions = false,
        description = "Prints what a task of a service has printed, the last MiB of each stream; what it has written to stderr goes to stderr.")
public final class ResultCommand extends SteerCommand {
    @Option(names = "--of", paramLabel = "NAME", description = Target.DESCRIPTION)
    private String name;

    @Option(names = "--json", description = "What is known of it, as one JSON object, in place of what it has printed.")
    private boolean json;

    @Parameters(paramLabel = "TASK", description = "Its number.")
    private long task;

    @Override
    public int run() throws IOException {
        try (ControlClient client = ControlClient.connect(Supervisors.find(name).socket())) {
            StoredTask found = TaskList.read(client, task, !json);
            if (json) {
                System.out.println(Json.text(TaskSights.json(found)));
                return 0;
            }
            found.getOutput().writeTo(System.out);
            found.getError().writeTo(System.err);
            return 0;
        }
    }
}
