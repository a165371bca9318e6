package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code drover restart}: new workers. */
@Command(
        name = "drover restart",
        sortOptions = false,
        description = "Replaces each worker by a new one, which is ready before the old one gets no more tasks; what that runs goes on to its end. With --process,"
                + " ends a process of it and starts it again.")
public final class RestartCommand extends OrderCommand {
    @Mixin
    private ProcessOption processes = new ProcessOption();

    @Override
    ControlRequest.Builder request() {
        if (processes.given()) {
            return processes.order(ControlRequest.ProcessOrder.What.RESTART);
        }
        return ControlRequest.newBuilder().setRestart(ControlRequest.Restart.getDefaultInstance());
    }
}
