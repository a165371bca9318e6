package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.util.List;
import picocli.CommandLine.Option;

/** Processes of a service, or of {@code drover up}, in place of all of it. */
final class ProcessOption {
    @Option(
            names = "--process",
            paramLabel = "PROCESS",
            description = "Only this process of it, such as web.1, or all that are called web. May be given several times.")
    private List<String> names = List.of();

    boolean given() {
        return !names.isEmpty();
    }

    ControlRequest.Builder order(ControlRequest.ProcessOrder.What what) {
        return ControlRequest.newBuilder().setProcess(ControlRequest.ProcessOrder.newBuilder().setWhat(what).addAllNames(names));
    }

    ControlRequest.Builder roll() {
        return ControlRequest.newBuilder().setRoll(ControlRequest.RollProcesses.newBuilder().addAllNames(names));
    }
}
