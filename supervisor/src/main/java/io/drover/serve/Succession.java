package io.drover.serve;

import io.drover.client.ControlClient;
import io.drover.posix.ThisProcess;
import io.drover.proto.ControlRequest;
import java.io.IOException;
import java.nio.file.Path;

/** The part in an {@link Upgrade} of the one that takes over: who has started it has told it where to ask. */
public final class Succession {
    /** Names the socket of the one to take over from. */
    static final String VARIABLE = "DROVER_SUCCEEDS";

    private final String socket = System.getenv(VARIABLE);

    /** {@return whether this process is to take over from another, which has the name that it will have} */
    public boolean planned() {
        return socket != null;
    }

    /** From now on the store is free. Where nobody is there any more, or wants us, the store itself says whether it is. */
    void takeOver() {
        ask(ControlRequest.newBuilder().setTakeOver(ControlRequest.TakeOver.newBuilder().setPid(ThisProcess.id())));
    }

    /** It has worked: the other one may go. */
    void tookOver() {
        ask(ControlRequest.newBuilder().setTookOver(ControlRequest.TookOver.newBuilder().setPid(ThisProcess.id())));
    }

    private void ask(ControlRequest.Builder request) {
        if (planned()) {
            try (ControlClient client = ControlClient.connect(Path.of(socket))) {
                client.ask(request);
            } catch (IOException e) {
                // It was killed, or has changed its mind.
            }
        }
    }
}
