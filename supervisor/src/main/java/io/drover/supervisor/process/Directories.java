package io.drover.supervisor.process;

import io.drover.posix.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Directories for this user alone, with nothing but files in them. */
final class Directories {
    private Directories() {}

    static Path make(Path directory) throws IOException {
        return Files.createDirectory(directory, OwnerOnly.DIRECTORY);
    }

    /** With all that is in it. */
    static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        }
    }
}
