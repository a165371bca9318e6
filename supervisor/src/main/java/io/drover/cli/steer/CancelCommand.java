package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code drover cancel}: tasks that nobody wants any more. */
@Command(
        name = "drover cancel",
        sortOptions = false,
        description = "Takes tasks out of the queue, or ends them if they run: their state is cancelled. A Java task ends with its worker.")
public final class CancelCommand extends TaskOrderCommand {
    @Override
    ControlRequest.Builder request(List<Long> numbers) {
        return ControlRequest.newBuilder().setCancel(ControlRequest.CancelTasks.newBuilder().addAllTasks(numbers));
    }
}
