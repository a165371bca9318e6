package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Has something done with tasks of one of those that run. */
abstract class TaskOrderCommand extends OfCommand {
    @Parameters(paramLabel = "TASK", arity = "1..*", description = "Numbers of tasks.")
    private List<Long> tasks;

    abstract ControlRequest.Builder request(List<Long> numbers);

    @Override
    public final int run() throws IOException {
        return tell(request(tasks));
    }
}
