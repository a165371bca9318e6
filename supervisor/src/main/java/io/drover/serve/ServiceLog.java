package io.drover.serve;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a service has to say of itself: on standard error, or with times in a file. Any thread. */
final class ServiceLog implements AutoCloseable {
    /** Null: standard error. */
    private final Path file;
    private PrintStream out;

    /**
     * @param file null: standard error
     * @throws IOException when it cannot be written; the message is for the user
     */
    ServiceLog(Path file) throws IOException {
        this.file = file;
        this.out = open();
    }

    private PrintStream open() throws IOException {
        if (file == null) {
            return System.err;
        }
        try {
            return new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException("--log: cannot write to " + e.getMessage(), e);
        }
    }

    synchronized void say(String line) {
        out.println(file == null ? line : Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }

    /** The file may have another name by now: one of the old name is made. */
    synchronized void reopen() {
        try {
            PrintStream other = open();
            close();
            out = other;
        } catch (IOException e) {
            say("drover: " + e.getMessage() + "; what there was is written on");
        }
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            out.close();
        }
    }
}
