package io.drover.supervisor.process;

import io.drover.posix.Descriptors;
import io.drover.posix.NamedFiles;
import io.drover.posix.PosixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The private directory of one run: workers' logs, and JNA's native part if the
 * launcher keeps none. Nothing of it is left on any ending: where every process of a run was
 * killed, the next one of the same user removes it. As long as a supervisor lives it has a lock on its directory.
 */
public final class RunDirectory implements AutoCloseable {
    /** What the name of each begins with. */
    public static final String PREFIX = "drover-run-";
    /** The socket in it by which its supervisor is steered. */
    public static final String CONTROL = "control";

    private static final int NO_LOCK = -1;

    private Path path;
    private int lock;

    private RunDirectory(Path path, int lock) {
        this.path = path;
        this.lock = lock;
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
                return createIn(parent);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(
                "cannot make a run directory under any of " + places() + "; set TMPDIR to one you can write to", last);
    }

    static RunDirectory createIn(Path parent) throws IOException {
        while (true) {
            Path path = Directories.make(parent.resolve(PREFIX + Chance.uuid()));
            int lock = lock(path);
            // Before it was locked, another run may have taken it for one that was left behind.
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                return new RunDirectory(path, lock);
            }
            closeLock(lock);
        }
    }

    /** Without a lock, where the file system has none, nobody else can take one either, so all is well. */
    private static int lock(Path path) {
        try {
            int descriptor = NamedFiles.openDirectory(path.toString());
            try {
                Descriptors.lock(descriptor);
                return descriptor;
            } catch (PosixException e) {
                Descriptors.close(descriptor);
                return NO_LOCK;
            }
        } catch (PosixException e) {
            return NO_LOCK;
        }
    }

    private static void closeLock(int lock) {
        if (lock != NO_LOCK) {
            Descriptors.close(lock);
        }
    }

    /** Where they are made, the first choice first. */
    public static List<String> places() {
        List<String> places = new ArrayList<>();
        for (String place : new String[] {System.getenv("XDG_RUNTIME_DIR"), System.getenv("TMPDIR"), "/tmp"}) {
            if (place != null && !place.isEmpty() && !places.contains(place)) {
                places.add(place);
            }
        }
        return places;
    }

    public Path path() {
        return path;
    }

    /** Those beside it, of runs that were killed, go, sooner or later. */
    public void removeLeftovers() {
        Leftovers.removeSoon(path.getParent());
    }

    /**
     * Somebody may have taken it away, as the end of a session does to all below {@code $XDG_RUNTIME_DIR}: then there is another one from
     * now on.
     */
    void ensure() throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            RunDirectory other = create();
            closeLock(lock);
            path = other.path;
            lock = other.lock;
        }
    }

    /** Where a worker's standard output and error go. */
    Path log(int worker, int generation) {
        return path.resolve(logName(worker, generation));
    }

    /** {@return the name of the file that a worker's standard output and error go to} */
    public static String logName(int worker, int generation) {
        return "worker-" + worker + "." + generation + ".log";
    }

    /** Whether a file of this name can be one of a run. */
    static boolean holds(String name) {
        return name.equals(CONTROL) || name.matches("worker-\\d+\\.\\d+\\.log");
    }

    @Override
    public void close() throws IOException {
        try {
            Directories.remove(path);
        } catch (NoSuchFileException e) {
            // Somebody has cleaned up.
        } finally {
            closeLock(lock);
        }
    }
}
