package io.drover.supervisor.process;

import io.drover.posix.Descriptors;
import io.drover.posix.NamedFiles;
import io.drover.posix.PosixException;
import io.drover.posix.Unpacked;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Directories of runs of which every process was killed: ours, and nobody has the lock. And those of processes that were
 * killed while they unpacked a library, which takes milliseconds: ours, and old.
 */
final class Leftovers {
    private static final Duration OLD = Duration.ofMinutes(1);

    private Leftovers() {}

    /** In a thread of its own: a run does not wait for it, and its end does not either. */
    static void removeSoon(Path parent) {
        Thread thread = new Thread(() -> remove(parent), "drover-leftovers");
        thread.setDaemon(true);
        thread.start();
    }

    static void remove(Path parent) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, "drover-*")) {
            for (Path directory : found) {
                String name = directory.getFileName().toString();
                if (name.startsWith(RunDirectory.PREFIX)) {
                    removeIfDead(directory, RunDirectory::holds, Duration.ZERO);
                } else if (name.startsWith(Unpacked.PREFIX)) {
                    removeIfDead(directory, Unpacked::holds, OLD);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // They stay for the next run.
        }
    }

    /** @param known names of files that may be in there */
    private static void removeIfDead(Path directory, Predicate<String> known, Duration age) throws IOException {
        int lock;
        try {
            lock = NamedFiles.openDirectory(directory.toString());
        } catch (PosixException e) {
            // Gone, no directory, or not for us.
            return;
        }
        try {
            // By its descriptor: the name may lead elsewhere by now.
            Path opened = Path.of("/proc/self/fd/" + lock + "/.");
            boolean ours = owner(opened) == owner(Path.of("/proc/self"));
            if (ours && (age.isZero() || age(opened).compareTo(age) >= 0) && Descriptors.tryLock(lock)) {
                removeFiles(opened, known);
                // No directory is removed that holds anything else.
                Files.deleteIfExists(directory);
            }
        } catch (IOException | PosixException e) {
            // It stays.
        } finally {
            Descriptors.close(lock);
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static Duration age(Path path) throws IOException {
        return Duration.between(Files.getLastModifiedTime(path).toInstant(), Instant.now());
    }

    private static void removeFiles(Path directory, Predicate<String> known) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (known.test(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
