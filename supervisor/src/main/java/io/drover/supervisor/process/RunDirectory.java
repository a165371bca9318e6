package io.drover.supervisor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The private directory of one run: workers' logs. Nothing of it is left on any ending. */
public final class RunDirectory implements AutoCloseable {
    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /** Makes it under {@code $XDG_RUNTIME_DIR}, {@code $TMPDIR} or /tmp, whichever can be written to first. */
    public static RunDirectory create() throws IOException {
        IOException last = null;
        for (String place : places()) {
            Path parent = Path.of(place);
            if (!Files.isDirectory(parent)) {
                continue;
            }
            try {
                return new RunDirectory(Files.createTempDirectory(
                        parent,
                        "drover-",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(
                "cannot make a run directory under any of " + places() + "; set TMPDIR to one you can write to", last);
    }

    private static List<String> places() {
        return Stream.of(System.getenv("XDG_RUNTIME_DIR"), System.getenv("TMPDIR"), "/tmp")
                .filter(place -> place != null && !place.isEmpty())
                .distinct()
                .toList();
    }

    public Path path() {
        return path;
    }

    /** Removes one file of the run; nothing happens if it is gone. */
    void remove(String name) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            // The directory goes as a whole at the end.
        }
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path);
    }
}
