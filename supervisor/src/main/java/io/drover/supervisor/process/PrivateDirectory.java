package io.drover.supervisor.process;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A directory for files and FIFOs of commands. It has its name before the run begins, so that the workers can remove it
 * whenever the supervisor is killed; it is made when the first file is needed, and removed when the run is over.
 */
public final class PrivateDirectory implements AutoCloseable {
    private final Path parent;
    /** Null as long as nobody has asked. */
    private Path path;
    private boolean made;
    private boolean closed;

    public PrivateDirectory(Path parent) {
        this.parent = parent;
    }

    /** Its name, whether it is there or not. */
    public synchronized Path path() {
        if (path == null) {
            // Commands may run elsewhere.
            path = parent.toAbsolutePath().resolve("drover-pipe-" + Chance.uuid());
        }
        return path;
    }

    /** The name of a file in it; makes the directory if it is not there yet. */
    public synchronized Path resolve(String name) throws IOException {
        if (closed) {
            throw new IOException("the run is over");
        }
        if (!made) {
            Directories.make(path());
            made = true;
        }
        return path.resolve(name);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (!made) {
            return;
        }
        try {
            Directories.remove(path);
        } catch (IOException e) {
            // Somebody else has cleaned up.
        }
    }
}
