package io.drover.supervisor.core;

import java.util.List;

/**
 * What each attempt finds when it starts.
 *
 * @param files they are written then
 * @param directory where it runs; null for where all commands do
 * @param environment variables of its own, each "NAME=VALUE"
 * @param stageInput name of the input of its stage of a flow that it has come by; empty where there is one without a name
 */
public record Surroundings(List<TaskFile> files, TaskDirectory directory, List<byte[]> environment, String stageInput) {

    public Surroundings(List<TaskFile> files, TaskDirectory directory, List<byte[]> environment) {
        this(files, directory, environment, "");
    }

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

    /** The same for a task that has come by an input. */
    public Surroundings by(String input) {
        return new Surroundings(files, directory, environment, input);
    }

    Surroundings forSlot(int slot) {
        return this == COMMON
                ? COMMON
                : new Surroundings(
                        files.stream().map(file -> file.forSlot(slot)).toList(),
                        directory == null ? null : directory.forSlot(slot),
                        environment,
                        stageInput);
    }
}
