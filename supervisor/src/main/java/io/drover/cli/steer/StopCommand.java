package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drover stop}: an end. */
@Command(
        name = "drover stop",
        sortOptions = false,
        description = "Ends it as TERM does: what runs gets TERM, and KILL after the grace period. With --process, ends a"
                + " process of it, which does not start again until drover start.")
public final class StopCommand extends OrderCommand {
    @Option(names = "--now", description = "KILL at once.")
    private boolean now;

    @Mixin
    private ProcessOption processes = new ProcessOption();

    @Override
    ControlRequest.Builder request() {
        if (processes.given()) {
            return processes.order(ControlRequest.ProcessOrder.What.STOP);
        }
        return ControlRequest.newBuilder().setStop(ControlRequest.Stop.newBuilder().setNow(now));
    }
}
