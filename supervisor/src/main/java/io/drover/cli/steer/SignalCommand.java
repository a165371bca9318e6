package io.drover.cli.steer;

import io.drover.parallel.text.UsageException;
import io.drover.posix.Signal;
import io.drover.proto.ControlRequest;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code drover signal}: tells a command that runs something. */
@Command(
        name = "drover signal",
        sortOptions = false,
        description = "Sends a signal to the command of a task that runs, and to all in its process group. Time that STOP takes until CONT"
                + " counts for no timeout.")
public final class SignalCommand extends OfCommand {
    @Parameters(index = "0", paramLabel = "TASK", description = "Number of the task, as drover status has it.")
    private long task;

    @Parameters(index = "1", paramLabel = "SIGNAL", description = "As HUP, SIGHUP or 1.")
    private String signal;

    @Override
    public int run() throws IOException {
        return tell(ControlRequest.newBuilder().setSignal(ControlRequest.SignalTask.newBuilder().setTask(task).setSignal(number())));
    }

    private int number() {
        try {
            return Signal.numberOf(signal);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
