package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drover reload}: another file of processes. */
@Command(
        name = "drover reload",
        sortOptions = false,
        description = "Has a service, or drover up, read the file of its processes again, and says what that means for each: those that are new"
                + " start, those that are gone end, those that start with something else are started anew, and all others go on. Where the file is"
                + " wrong, nothing is done.")
public final class ReloadCommand extends NamedCommand {
    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Override
    public int run() throws IOException {
        ask(ControlRequest.newBuilder().setReload(ControlRequest.Reload.newBuilder().setDryRun(dryRun)))
                .getExplanation()
                .getLinesList()
                .forEach(System.out::println);
        return 0;
    }
}
