package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import picocli.CommandLine.Command;

/** {@code drover restart}: new workers. */
@Command(
        name = "drover restart",
        sortOptions = false,
        description = "Replaces each worker by a new one, which is ready before the old one gets no more tasks; what that runs goes on to its end.")
public final class RestartCommand extends OrderCommand {
    @Override
    ControlRequest.Builder request() {
        return ControlRequest.newBuilder().setRestart(ControlRequest.Restart.getDefaultInstance());
    }
}
