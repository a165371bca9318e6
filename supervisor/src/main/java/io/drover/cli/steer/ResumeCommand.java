package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import picocli.CommandLine.Command;

/** {@code drover resume}: ends a pause. */
@Command(
        name = "drover resume",
        sortOptions = false,
        description = "Ends what drover pause has begun.")
public final class ResumeCommand extends OrderCommand {
    @Override
    ControlRequest.Builder request() {
        return ControlRequest.newBuilder().setResume(ControlRequest.Resume.getDefaultInstance());
    }
}
