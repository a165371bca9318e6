package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover forget}: tasks that nobody asks for any more. */
@Command(name = "drover forget", sortOptions = false, description = "Removes tasks of a service that have ended, with what they printed.")
public final class ForgetCommand extends SteerCommand {
    @Option(names = "--of", paramLabel = "NAME", description = Target.DESCRIPTION)
    private String name;

    @Parameters(paramLabel = "TASK", arity = "1..*", description = "Numbers of tasks.")
    private List<Long> tasks;

    @Override
    public int run() throws IOException {
        Target.tell(name, ControlRequest.newBuilder().setForget(ControlRequest.ForgetTasks.newBuilder().addAllTasks(tasks)));
        return 0;
    }
}
