package io.drover.supervisor.core;

import java.util.List;

/**
 * What each attempt at a command finds when it starts.
 *
 * @param files they are written then
 * @param directory where it runs; null for where all commands do
 * @param environment variables of its own, each "NAME=VALUE"
 */
public record Surroundings(List<TaskFile> files, TaskDirectory directory, List<byte[]> environment) {

    public Surroundings(List<TaskFile> files, TaskDirectory directory) {
        this(files, directory, List.of());
    }

    /** Nothing of its own. */
    public static final Surroundings COMMON = new Surroundings(List.of(), null);

    long heldBytes() {
        // Asked several times for each task: to go through two empty lists would be the dearest thing in the core.
        if (this == COMMON) {
            return 0;
        }
        long bytes = 0;
        for (TaskFile file : files) {
            bytes += file.heldBytes();
        }
        for (byte[] variable : environment) {
            bytes += variable.length;
        }
        return bytes + (directory == null ? 0 : directory.path().text().length);
    }

    Surroundings forSlot(int slot) {
        return this == COMMON
                ? COMMON
                : new Surroundings(
                        files.stream().map(file -> file.forSlot(slot)).toList(),
                        directory == null ? null : directory.forSlot(slot),
                        environment);
    }
}
