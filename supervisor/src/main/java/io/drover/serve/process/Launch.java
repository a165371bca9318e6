package io.drover.serve.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a process is started with: where this changes, it has to be started anew.
 *
 * @param command a line for the shell alone, or a program and its arguments
 * @param shell whether it is a line for the shell
 * @param environment added to that of the service
 * @param port of the first of its processes, in the variable PORT, one more for each other; 0: none
 * @param directory where it runs
 * @param user who it runs as; empty: as the service does
 * @param limits on what it uses
 */
public record Launch(
        List<String> command, boolean shell, Map<String, String> environment, int port, Path directory, String user, Limits limits) {

    /**
     * Limits of each process.
     *
     * @param memory bytes; 0: none
     * @param cpu processors; 0: none
     * @param openFiles descriptors; 0: none
     */
    public record Limits(long memory, double cpu, long openFiles) {
        /** As the service has them. */
        public static final Limits NONE = new Limits(0, 0, 0);
    }
}
