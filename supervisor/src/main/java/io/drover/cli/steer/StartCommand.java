package io.drover.cli.steer;

import io.drover.parallel.text.UsageException;
import io.drover.proto.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code drover start}: processes that are to run again. */
@Command(
        name = "drover start",
        sortOptions = false,
        description = "Has a process of a service, or of drover up, start that was stopped, has ended or was given up; one that waits after a"
                + " failure starts at once.")
public final class StartCommand extends OrderCommand {
    @Mixin
    private ProcessOption processes = new ProcessOption();

    @Override
    ControlRequest.Builder request() {
        if (!processes.given()) {
            throw new UsageException("say which with --process: drover status lists them");
        }
        return processes.order(ControlRequest.ProcessOrder.What.START);
    }
}
