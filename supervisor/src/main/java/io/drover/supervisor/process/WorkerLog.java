package io.drover.supervisor.process;

import io.drover.posix.Descriptors;
import io.drover.posix.NamedFiles;
import io.drover.posix.PosixException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one worker process writes to its standard output and error: nothing in general, but somebody may print there for
 * months. It stays in a file, for that outlives every crash; the beginning of a long one is given back to the file system
 * while the worker writes on.
 */
final class WorkerLog {
    /** A thread dump is to be there whole. */
    private static final int KEPT = 1 << 20;
    private static final int TAIL = 4096;

    private final Path path;
    /** So much of the beginning is not there any more. */
    private long cut;

    WorkerLog(Path path) {
        this.path = path;
    }

    /** Opened for the worker, which appends. */
    int open() {
        return NamedFiles.openForAppend(path.toString());
    }

    /** To be called now and then: keeps the space it takes within twice of what is kept, and what comes between two calls. */
    void trim() {
        long length = path.toFile().length();
        if (length - cut <= 2 * KEPT) {
            return;
        }
        try {
            int descriptor = NamedFiles.openWriteOnly(path.toString());
            try {
                cut = Descriptors.discardStart(descriptor, length - KEPT) ? length - KEPT : 0;
            } finally {
                Descriptors.close(descriptor);
            }
        } catch (PosixException e) {
            // Somebody took it away, and nobody has the space but the worker.
        }
    }

    /** The last lines, or what the end of a JVM that crashed has to say in one. */
    String tail() {
        String text = text();
        // Nearly always; and a pattern takes a while to make.
        return text.isEmpty() ? text : CrashReport.in(text).orElseGet(() -> end(TAIL));
    }

    /** All of it, or the end where that is long. */
    String text() {
        return end(KEPT);
    }

    private String end(int most) {
        try (RandomAccessFile log = new RandomAccessFile(path.toFile(), "r")) {
            long length = log.length();
            byte[] end = new byte[(int) Math.min(length, most)];
            log.seek(length - end.length);
            log.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The directory goes as a whole at the end.
        }
    }
}
