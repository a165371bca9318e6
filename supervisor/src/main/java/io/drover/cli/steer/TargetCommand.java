package io.drover.cli.steer;

import io.drover.client.Found;
import io.drover.client.Supervisors;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import java.io.IOException;

/** About one of those that run. */
abstract class TargetCommand extends SteerCommand {
    static final String DESCRIPTION = "Which one: what --name said, or its process id. Nothing is needed where only one runs.";

    /** Which is meant; null: there is only one. */
    abstract String target();

    final Found find() throws IOException {
        return Supervisors.find(target());
    }

    final ControlReply ask(ControlRequest.Builder request) throws IOException {
        return find().ask(request);
    }

    /** Has it done, and prints what it says to that. */
    final int tell(ControlRequest.Builder request) throws IOException {
        Found one = find();
        String answer = one.ask(request).getDone();
        if (!answer.isEmpty()) {
            System.out.println(one.called() + ": " + answer);
        }
        return 0;
    }
}
