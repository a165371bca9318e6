package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drover stop}: an end. */
@Command(
        name = "drover stop",
        sortOptions = false,
        description = "Ends it as TERM does: what runs gets TERM, and KILL after the grace period.")
public final class StopCommand extends OrderCommand {
    @Option(names = "--now", description = "KILL at once.")
    private boolean now;

    @Override
    ControlRequest.Builder request() {
        return ControlRequest.newBuilder().setStop(ControlRequest.Stop.newBuilder().setNow(now));
    }
}
