package io.drover.serve.process;

import io.drover.posix.ProcessTree;
import io.drover.posix.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A control group (cgroups(7), version 2) for each process that has limits, below the one of the service, where that was delegated to it: it
 * has all processes of that group. As no group may have both processes and limited groups in it, those move into one of their own.
 */
final class ControlGroups {
    private static final String PROCESSES = "cgroup.procs";
    private static final String OWN = "drover";
    private static final long PERIOD_MICROS = 100_000;
    private static final int ROUNDS = 5;

    private final Path mount;
    private final Path memberships;
    /** Why there are none; null: there may be some. */
    private String obstacle;
    /** Null: not known yet. */
    private Path parent;

    ControlGroups() {
        this(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup"));
    }

    /**
     * @param mount where they are
     * @param memberships names the one of this process
     */
    ControlGroups(Path mount, Path memberships) {
        this.mount = mount;
        this.memberships = memberships;
    }

    /** Why there are none; empty: there are. */
    String obstacle() {
        return obstacle == null ? "" : obstacle;
    }

    /** One with these limits; null where there cannot be one. */
    Path make(String process, Launch.Limits limits) {
        if (limits.memory() == 0 && limits.cpu() == 0) {
            return null;
        }
        try {
            if (parent == null && obstacle == null) {
                parent = prepared();
            }
            if (obstacle != null) {
                return null;
            }
            Path group = Files.createDirectories(parent.resolve(process));
            Files.writeString(group.resolve("memory.max"), limits.memory() == 0 ? "max" : Long.toString(limits.memory()));
            Files.writeString(group.resolve("cpu.max"), (limits.cpu() == 0 ? "max" : Math.round(limits.cpu() * PERIOD_MICROS)) + " " + PERIOD_MICROS);
            return group;
        } catch (IOException e) {
            obstacle = "no control group can be made: " + e.getMessage();
            return null;
        }
    }

    /** Its process has ended. */
    void remove(String process) {
        if (parent != null) {
            try {
                Files.deleteIfExists(parent.resolve(process));
            } catch (IOException e) {
                // What is killed takes a moment to be gone: the next one is in there, too.
            }
        }
    }

    private Path prepared() throws IOException {
        String name = Files.readAllLines(memberships).stream().filter(line -> line.startsWith("0::/")).findFirst().orElse("");
        Path group = mount.resolve(name.isEmpty() ? "" : name.substring("0::/".length()));
        if (name.isEmpty() || !Files.exists(group.resolve("cgroup.controllers"))) {
            obstacle = "there are no control groups of version 2 here";
            return null;
        }
        List<String> controllers = List.of(Files.readString(group.resolve("cgroup.controllers")).strip().split(" "));
        if (!controllers.containsAll(List.of("memory", "cpu")) || !Files.isWritable(group.resolve(PROCESSES))) {
            obstacle = "its control group is not delegated to the service: Delegate=yes in a unit of systemd does that";
            return null;
        }
        if (!ours(members(group))) {
            obstacle = "its control group has other processes in it, too";
            return null;
        }
        Path own = Files.createDirectories(group.resolve(OWN));
        for (int i = 0; i < ROUNDS; i++) {
            for (int pid : members(group)) {
                Files.writeString(own.resolve(PROCESSES), Integer.toString(pid));
            }
        }
        Files.writeString(group.resolve("cgroup.subtree_control"), "+memory +cpu");
        return group;
    }

    private static List<Integer> members(Path group) throws IOException {
        return Files.readAllLines(group.resolve(PROCESSES)).stream().map(String::strip).filter(line -> line.matches("\\d+")).map(Integer::valueOf).toList();
    }

    private static boolean ours(List<Integer> members) {
        int self = ThisProcess.id();
        Set<Integer> ours = new HashSet<>(ProcessTree.read().descendantsOf(self, child -> true));
        ours.add(self);
        return ours.containsAll(members);
    }
}
