package io.drover.cli.steer;

import io.drover.client.Supervisors;
import io.drover.client.Supervisors.Found;
import io.drover.proto.ControlRequest;
import java.io.IOException;

/** Which one is meant. */
final class Target {
    static final String DESCRIPTION = "Which one: what --name said, or its process id. Nothing is needed where only one runs.";

    private Target() {}

    /**
     * Has it done.
     *
     * @param name null: there is only one
     */
    static void tell(String name, ControlRequest.Builder request) throws IOException {
        Found one = Supervisors.find(name);
        String answer = Supervisors.tell(one, request);
        if (!answer.isEmpty()) {
            System.out.println(one.called() + ": " + answer);
        }
    }
}
