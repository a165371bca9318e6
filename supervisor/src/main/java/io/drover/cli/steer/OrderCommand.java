package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.io.IOException;

/** Tells one of those that run to do something. */
abstract class OrderCommand extends NamedCommand {
    abstract ControlRequest.Builder request();

    @Override
    public final int run() throws IOException {
        return tell(request());
    }
}
