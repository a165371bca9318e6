package io.drover.cli.steer;

import io.drover.client.ControlClient;
import io.drover.client.Found;
import io.drover.parallel.text.UsageException;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drover restart}: new workers. */
@Command(
        name = "drover restart",
        sortOptions = false,
        description = "Replaces each worker by a new one, which is ready before the old one gets no more tasks; what that runs goes on to its end. With --process,"
                + " ends a process of it and starts it again.")
public final class RestartCommand extends NamedCommand {
    private static final int PAUSE_MILLIS = 100;

    @Mixin
    private ProcessOption processes = new ProcessOption();

    @Option(
            names = "--rolling",
            description = "With --process: one after the other, the next when the one before is ready. Waits until all are; where one does not"
                    + " come up, those after it stay as they were.")
    private boolean rolling;

    @Override
    public int run() throws IOException {
        if (rolling) {
            return roll();
        }
        return tell(processes.given()
                ? processes.order(ControlRequest.ProcessOrder.What.RESTART)
                : ControlRequest.newBuilder().setRestart(ControlRequest.Restart.getDefaultInstance()));
    }

    private int roll() throws IOException {
        if (!processes.given()) {
            throw new UsageException("--rolling is for --process: workers are replaced without it, each when another is ready");
        }
        Found one = find();
        try (ControlClient client = one.connect()) {
            System.out.println(one.called() + ": " + client.tell(processes.roll()));
            int told = 0;
            do {
                SupervisorSight.Rolling now = client.look().getRolling();
                for (; told < now.getDoneCount(); told++) {
                    System.out.println(one.called() + ": " + now.getDone(told) + " is ready");
                }
                if (!now.getFailure().isEmpty()) {
                    throw new IOException(one.called() + ": " + now.getFailure());
                }
                if (now.getCurrent().isEmpty()) {
                    return 0;
                }
            } while (Pauses.sleep(PAUSE_MILLIS));
            throw new IOException("interrupted");
        }
    }
}
