package io.drover.serve;

import io.drover.client.ControlClient;
import io.drover.client.Found;
import io.drover.client.Supervisors;
import io.drover.posix.ProcessTree;
import io.drover.proto.SupervisorSight;
import io.drover.serve.process.Elsewhere;
import io.drover.serve.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Processes of services that have handed over: each ends there before it starts here. A thread asks for them until there are none. Those of
 * a service that was killed are ended by its workers.
 */
final class Lingering {
    private static final long PAUSE_MILLIS = 50;
    private static final Set<String> ENDED = Set.of("stopped", "exited", "gave_up");

    private final Path own;
    private final List<Departures.Departed> services;
    private final Map<Departures.Departed, Found> found = new HashMap<>();
    /** By who has them; absent: he has not said so. */
    private final Map<Departures.Departed, List<SupervisorSight.Process>> there = new HashMap<>();

    /**
     * @param own run directory of this service
     * @param services those before it
     */
    Lingering(Path own, List<Departures.Departed> services) {
        this.own = own;
        this.services = new ArrayList<>(services);
    }

    /** To be called before there are any to start. */
    void keepBack(Processes processes) {
        if (services.isEmpty()) {
            return;
        }
        processes.elsewhere(Elsewhere.UNKNOWN);
        Thread thread = new Thread(() -> watch(processes), "drover-lingering");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch(Processes processes) {
        Elsewhere told = Elsewhere.UNKNOWN;
        try {
            while (!services.isEmpty()) {
                services.removeIf(this::hasNone);
                Set<String> names = services.stream()
                        .flatMap(one -> there.getOrDefault(one, List.of()).stream())
                        .map(SupervisorSight.Process::getName)
                        .collect(Collectors.toSet());
                Elsewhere now = new Elsewhere(there.keySet().containsAll(services), names);
                if (!now.equals(told)) {
                    processes.elsewhere(now);
                    told = now;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // Nobody does that.
        }
    }

    /** Returns whether it has none any more, and will have none. */
    private boolean hasNone(Departures.Departed service) {
        if (!service.lives()) {
            there.computeIfPresent(service, (unused, last) -> last.stream().filter(Lingering::lives).toList());
            return there.getOrDefault(service, List.of()).isEmpty();
        }
        try {
            SupervisorSight sight = look(service);
            there.put(service, sight.getProcessesList().stream().filter(one -> !ENDED.contains(one.getState())).toList());
            // Before, it starts some anew that have failed.
            return sight.getDeparting() && there.get(service).isEmpty();
        } catch (IOException e) {
            // It ends just now, or has no time.
            return false;
        }
    }

    private static boolean lives(SupervisorSight.Process process) {
        return process.getPid() > 0 && ProcessTree.hasVariable((int) process.getPid(), "DROVER_PROCESS=" + process.getName());
    }

    private SupervisorSight look(Departures.Departed service) throws IOException {
        if (!found.containsKey(service)) {
            found.put(service, Supervisors.process(own, service.pid()));
        }
        try (ControlClient client = found.get(service).connect()) {
            return client.look();
        }
    }
}
