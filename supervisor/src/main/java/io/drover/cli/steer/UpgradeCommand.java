package io.drover.cli.steer;

import io.drover.client.ControlClient;
import io.drover.client.Found;
import io.drover.client.Supervisors;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code drover upgrade}: the program that is installed now. */
@Command(
        name = "drover upgrade",
        sortOptions = false,
        description = "Has the Drover that is installed now take a service over, with the same options. What runs is finished by the one that"
                + " there was; no task is lost. Waits until the new one takes tasks. See drover help service.")
public final class UpgradeCommand extends NamedCommand {
    private static final int PAUSE_MILLIS = 100;

    @Override
    public int run() throws IOException {
        Found one = find();
        try (ControlClient client = one.connect()) {
            client.tell(ControlRequest.newBuilder().setUpgrade(ControlRequest.Upgrade.getDefaultInstance()));
            SupervisorSight sight = client.look();
            while (!sight.getDeparting()) {
                if (!sight.getUpgradeFailure().isEmpty()) {
                    throw new IOException(one.called() + ": " + sight.getUpgradeFailure());
                }
                if (!Pauses.sleep(PAUSE_MILLIS)) {
                    throw new IOException("interrupted");
                }
                sight = again(client, sight);
            }
            System.out.println(one.called() + ": process " + sight.getSuccessor() + " has taken over from " + sight.getPid());
            return 0;
        }
    }

    /** What it is now; one that had nothing to finish may have ended meanwhile. */
    private static SupervisorSight again(ControlClient client, SupervisorSight before) throws IOException {
        try {
            return client.look();
        } catch (IOException e) {
            if (Supervisors.all().stream().anyMatch(other -> other.pid() == before.getSuccessor())) {
                return before.toBuilder().setDeparting(true).build();
            }
            throw e;
        }
    }
}
