package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import picocli.CommandLine.Command;

/** {@code drover pause}: nothing starts for a time. */
@Command(
        name = "drover pause",
        sortOptions = false,
        description = "Starts no task until drover resume; what runs goes on.")
public final class PauseCommand extends OrderCommand {
    @Override
    ControlRequest.Builder request() {
        return ControlRequest.newBuilder().setPause(ControlRequest.Pause.getDefaultInstance());
    }
}
