package io.drover.supervisor.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A directory for files and FIFOs of commands: made when the first is needed, removed when the run is over. */
final class PrivateDirectory implements AutoCloseable {
    private final Path parent;
    private Path path;

    PrivateDirectory(Path parent) {
        this.parent = parent;
    }

    /** Its name; makes it if it is not there yet. */
    synchronized Path path() throws IOException {
        if (path == null) {
            // Not readable for others: createTempDirectory gives rwx------.
            path = Files.createTempDirectory(parent, "drover-pipe");
        }
        return path;
    }

    @Override
    public synchronized void close() {
        if (path == null) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Somebody else has cleaned up.
        }
    }
}
