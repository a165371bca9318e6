package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** Tells one of those that run to do something. */
abstract class OrderCommand extends SteerCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = Target.DESCRIPTION)
    private String name;

    abstract ControlRequest.Builder request();

    @Override
    public final int run() throws IOException {
        Target.tell(name, request());
        return 0;
    }
}
