package io.drover.doctor;

import java.nio.file.Path;
import java.util.OptionalLong;

/** What the control groups that this process is in leave to it, of version 1 and 2. */
final class Cgroup {
    private final Path root;
    private final String membership;

    /**
     * @param root usually /sys/fs/cgroup
     * @param membership the content of /proc/self/cgroup
     */
    Cgroup(Path root, String membership) {
        this.root = root;
        this.membership = membership;
    }

    static Cgroup ours() {
        return new Cgroup(Path.of("/sys/fs/cgroup"), Kernel.text(Path.of("/proc/self/cgroup")));
    }

    /** Tasks, threads included, that may still be started; empty without a limit. */
    OptionalLong freeTasks() {
        return free("pids", "pids.max", "pids.max", "pids.current", "pids.current");
    }

    /** Bytes; empty without a limit. */
    OptionalLong freeMemory() {
        return free("memory", "memory.max", "memory.limit_in_bytes", "memory.current", "memory.usage_in_bytes");
    }

    /** The least that this group and those above it leave. */
    private OptionalLong free(String controller, String max2, String max1, String used2, String used1) {
        OptionalLong least = OptionalLong.empty();
        for (String line : membership.lines().toList()) {
            String[] fields = line.split(":", 3);
            if (fields.length < 3) {
                continue;
            }
            boolean unified = fields[1].isEmpty();
            if (unified || ("," + fields[1] + ",").contains("," + controller + ",")) {
                Path top = unified ? root : root.resolve(controller);
                least = least(least, free(top, fields[2], unified ? max2 : max1, unified ? used2 : used1));
            }
        }
        return least;
    }

    private static OptionalLong free(Path top, String group, String max, String used) {
        OptionalLong least = OptionalLong.empty();
        // In a container the path is often that of outside, and its files are at the top.
        for (Path path = top.resolve(group.substring(1)); path.startsWith(top); path = path.getParent()) {
            OptionalLong limit = Kernel.number(path.resolve(max));
            if (limit.isPresent()) {
                long free = limit.getAsLong() - Kernel.number(path.resolve(used)).orElse(0);
                least = least(least, OptionalLong.of(Math.max(0, free)));
            }
        }
        return least;
    }

    private static OptionalLong least(OptionalLong a, OptionalLong b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        return OptionalLong.of(Math.min(a.getAsLong(), b.getAsLong()));
    }
}
