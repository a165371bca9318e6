package io.drover.cli.steer;

import io.drover.client.ControlClient;
import io.drover.client.Found;
import io.drover.posix.Posix;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code drover top}: a live screen. */
@Command(
        name = "drover top",
        sortOptions = false,
        description = "Shows on the whole screen what one of them does: slots, what each runs and for how long, what waits, and what workers and"
                + " commands use of processors and memory. Keys: p pauses and resumes, + and - scale, j, k and the arrows select a task,"
                + " K cancels it, q leaves.")
public final class TopCommand extends NamedCommand {
    @Override
    public int run() throws IOException {
        if (!Posix.isTerminal(0) || !Posix.isTerminal(1)) {
            throw new IOException("drover top draws on a terminal, and here is none: drover status --watch prints");
        }
        Found one = find();
        boolean over;
        try (ControlClient client = one.connect();
                TopTerminal terminal = TopTerminal.open()) {
            over = new TopView(client, terminal, one.sight()).show();
        }
        if (over) {
            System.out.println(one.called() + " is over");
        }
        return 0;
    }
}
