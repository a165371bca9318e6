package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code drover stash}: tasks that are not to start yet. */
@Command(name = "drover stash", sortOptions = false, description = "Has tasks of a service that wait not start, until drover enqueue.")
public final class StashCommand extends TaskOrderCommand {
    @Override
    ControlRequest.Builder request(List<Long> numbers) {
        return ControlRequest.newBuilder().setStash(ControlRequest.StashTasks.newBuilder().addAllTasks(numbers));
    }
}
