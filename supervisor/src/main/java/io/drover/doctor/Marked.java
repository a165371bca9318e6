package io.drover.doctor;

import io.drover.posix.Posix;
import io.drover.posix.ProcessTree;
import io.drover.posix.Signal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Processes of one check, found by a variable in their environment wherever they moved. */
final class Marked {
    private static final String NAME = "DROVER_DOCTOR";

    private final String value = UUID.randomUUID().toString();

    void mark(Map<String, String> environment) {
        environment.put(NAME, value);
    }

    /** Those alive now. */
    List<Integer> processes() {
        return ProcessHandle.allProcesses()
                .map(process -> (int) process.pid())
                .filter(pid -> ProcessTree.hasVariable(pid, NAME + "=" + value))
                .toList();
    }

    /** Kills what is left, and buries what became our child. */
    void clear() {
        for (List<Integer> left = processes(); !left.isEmpty(); left = processes()) {
            left.forEach(pid -> Posix.kill(pid, Signal.KILL));
        }
    }
}
