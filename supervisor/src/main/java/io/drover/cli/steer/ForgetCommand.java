package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code drover forget}: tasks that nobody asks for any more. */
@Command(name = "drover forget", sortOptions = false, description = "Removes tasks of a service that have ended, with what they printed.")
public final class ForgetCommand extends TaskOrderCommand {
    @Override
    ControlRequest.Builder request(List<Long> numbers) {
        return ControlRequest.newBuilder().setForget(ControlRequest.ForgetTasks.newBuilder().addAllTasks(numbers));
    }
}
