package io.drover.supervisor.process;

import io.drover.posix.Posix;
import io.drover.posix.PosixException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories of runs of which every process was killed: ours, and nobody has the lock. */
final class Leftovers {
    private Leftovers() {}

    /** In a thread of its own: a run does not wait for it, and its end does not either. */
    static void removeSoon(Path parent) {
        Thread thread = new Thread(() -> remove(parent), "drover-leftovers");
        thread.setDaemon(true);
        thread.start();
    }

    static void remove(Path parent) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, RunDirectory.PREFIX + "*")) {
            for (Path directory : found) {
                removeIfDead(directory);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // They stay for the next run.
        }
    }

    private static void removeIfDead(Path directory) throws IOException {
        int lock;
        try {
            lock = Posix.openDirectory(directory.toString());
        } catch (PosixException e) {
            // Gone, no directory, or not for us.
            return;
        }
        try {
            // By its descriptor: the name may lead elsewhere by now.
            Path opened = Path.of("/proc/self/fd/" + lock + "/.");
            if (owner(opened) == owner(Path.of("/proc/self")) && Posix.tryLock(lock)) {
                removeLogs(opened);
                // No directory is removed that holds anything else.
                Files.deleteIfExists(directory);
            }
        } catch (IOException | PosixException e) {
            // It stays.
        } finally {
            Posix.close(lock);
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static void removeLogs(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (RunDirectory.isLog(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
