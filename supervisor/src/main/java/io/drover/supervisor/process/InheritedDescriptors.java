package io.drover.supervisor.process;

import io.drover.posix.ThisProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The descriptors above 2 that this process was started with, as by {@code 3>file} and {@code <(command)}. Only the
 * launcher knows them: a JVM does not mark all of its own as close-on-exec.
 */
final class InheritedDescriptors {
    private static final int FIRST_HANDED_OVER = 3;
    private static final String PROPERTY = "drover.inherited";

    private InheritedDescriptors() {}

    /** A socket that systemd has handed over is for this process and no command: sd_listen_fds(3). */
    private static boolean isForUs(int number) {
        return number >= FIRST_HANDED_OVER && number < FIRST_HANDED_OVER + handedOver();
    }

    /** How many sockets systemd has handed over to this process: they are those from 3 on. */
    private static int handedOver() {
        String count = System.getenv("LISTEN_FDS");
        boolean ours = Integer.toString(ThisProcess.id()).equals(System.getenv("LISTEN_PID"));
        return ours && count != null && count.matches("\\d{1,4}") ? Integer.parseInt(count) : 0;
    }

    /**
     * Ascending; empty in a program that has not been started by the launcher. Without those beyond a limit that has been
     * lowered since they were opened: nobody can be given them any more.
     */
    static List<Integer> numbers() {
        String numbers = System.getProperty(PROPERTY, "");
        if (numbers.isEmpty()) {
            return List.of();
        }
        long limit = OpenFiles.ofThisProcess().limit();
        return Stream.of(numbers.split(" "))
                .filter(number -> Files.exists(Path.of("/proc/self/fd", number)))
                .map(Integer::valueOf)
                .filter(number -> !isForUs(number))
                .filter(number -> number < limit)
                .sorted()
                .toList();
    }
}
