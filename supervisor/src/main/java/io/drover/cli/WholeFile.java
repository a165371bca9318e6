package io.drover.cli;

import io.drover.posix.ThisProcess;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.signals.EndingSignals;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A text file that is there whole or not at all: it gets its name when it is complete. */
final class WholeFile {
    private static final int BUFFER = 1 << 16;

    private WholeFile() {}

    @FunctionalInterface
    interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes {@code content} to the file called {@code name}, or to stdout if that is "-".
     *
     * @param source where the content comes from, so it must not be overwritten
     */
    static void write(String name, Path source, Content content) throws IOException {
        try {
            if (name.equals("-")) {
                write(new FileOutputStream(FileDescriptor.out), content);
                return;
            }
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                throw new IOException("it is a directory");
            }
            if (Files.exists(file)) {
                // What a link points to is replaced, not the link.
                file = file.toRealPath();
                if (Files.isSameFile(file, source)) {
                    throw new IOException("it is the journal itself");
                }
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A pipe or a device can only be written to.
                write(Files.newOutputStream(file, StandardOpenOption.WRITE), content);
            } else {
                replace(file, content);
            }
        } catch (DatabaseException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot write " + name + ": " + reason(e), e);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + "." + ThisProcess.id());
        OutputStream out = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        EndingSignals.before(() -> unfinished.toFile().delete());
        try {
            write(out, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void write(OutputStream out, Content content) throws IOException {
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER)) {
            content.writeTo(writer);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such directory";
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " is in the way";
        }
        return e instanceof AccessDeniedException ? "permission denied"
                : e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    }
}
