package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover cancel}: tasks that nobody wants any more. */
@Command(
        name = "drover cancel",
        sortOptions = false,
        description = "Takes tasks out of the queue, or ends them if they run: their state is cancelled. A Java task ends with its worker.")
public final class CancelCommand extends SteerCommand {
    @Option(names = "--of", paramLabel = "NAME", description = Target.DESCRIPTION)
    private String name;

    @Parameters(paramLabel = "TASK", arity = "1..*", description = "Numbers of tasks, as drover status has them.")
    private List<Long> tasks;

    @Override
    public int run() throws IOException {
        Target.tell(name, ControlRequest.newBuilder().setCancel(ControlRequest.CancelTasks.newBuilder().addAllTasks(tasks)));
        return 0;
    }
}
