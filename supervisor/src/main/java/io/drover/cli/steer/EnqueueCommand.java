package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code drover enqueue}: tasks that may start after all. */
@Command(name = "drover enqueue", sortOptions = false, description = "Lets tasks of a service start that were stashed, when it is their turn.")
public final class EnqueueCommand extends TaskOrderCommand {
    @Override
    ControlRequest.Builder request(List<Long> numbers) {
        return ControlRequest.newBuilder().setEnqueue(ControlRequest.EnqueueTasks.newBuilder().addAllTasks(numbers));
    }
}
