package io.drover.supervisor.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The descriptors above 2 that this process was started with, as by {@code 3>file} and {@code <(command)}. Only the
 * launcher knows them: a JVM does not mark all of its own as close-on-exec.
 */
final class InheritedDescriptors {
    private static final String PROPERTY = "drover.inherited";

    private InheritedDescriptors() {}

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
                .filter(number -> number < limit)
                .sorted()
                .toList();
    }
}
