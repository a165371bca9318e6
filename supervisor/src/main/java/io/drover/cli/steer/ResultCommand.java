package io.drover.cli.steer;

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
public final class ResultCommand extends OfCommand {
    @Option(names = "--json", description = "What is known of it, as one JSON object, in place of what it has printed.")
    private boolean json;

    @Parameters(paramLabel = "TASK", description = "Its number.")
    private long task;

    @Override
    public int run() throws IOException {
        StoredTask found = TaskList.read(find(), task, !json);
        if (json) {
            System.out.println(Json.text(TaskSights.json(found)));
            return 0;
        }
        found.getOutput().writeTo(System.out);
        found.getError().writeTo(System.err);
        return 0;
    }
}
