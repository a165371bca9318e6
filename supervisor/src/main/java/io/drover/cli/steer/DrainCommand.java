package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import picocli.CommandLine.Command;

/** {@code drover drain}: an end after what is there. */
@Command(
        name = "drover drain",
        sortOptions = false,
        description = "Takes no more tasks: those that are there run, and then it is over.")
public final class DrainCommand extends OrderCommand {
    @Override
    ControlRequest.Builder request() {
        return ControlRequest.newBuilder().setDrain(ControlRequest.Drain.getDefaultInstance());
    }
}
