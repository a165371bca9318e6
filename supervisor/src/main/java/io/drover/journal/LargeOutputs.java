package io.drover.journal;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The outputs that are too large for the journal itself: files in the directory {@code FILE-output} beside it, named
 * after the row of the task and the run. Confined to the journal's thread.
 */
final class LargeOutputs {
    private final Path directory;
    private final long run;

    LargeOutputs(Path journal, long run) {
        this.directory = directory(journal);
        this.run = run;
    }

    static Path directory(Path journal) {
        return journal.resolveSibling(journal.getFileName() + "-output");
    }

    /** How the journal refers to it. */
    String name(long row, boolean standardError) {
        return row + "-" + run + (standardError ? ".err" : ".out");
    }

    void append(long row, boolean standardError, ByteString data) throws IOException {
        Path file = directory.resolve(name(row, standardError));
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        try (OutputStream out = Files.newOutputStream(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            data.writeTo(out);
        }
    }

    /** The attempt is over and another one begins: what it has printed gets a name of its own. Null if it is not here. */
    String keep(long row, int attempt, boolean standardError) throws IOException {
        Path file = directory.resolve(name(row, standardError));
        if (!Files.exists(file)) {
            return null;
        }
        String kept = row + "-" + run + "." + attempt + (standardError ? ".err" : ".out");
        Files.move(file, file.resolveSibling(kept), StandardCopyOption.REPLACE_EXISTING);
        return kept;
    }

    /** What was appended survives a power failure. */
    void force(long row, boolean standardError) throws IOException {
        try (FileChannel file = FileChannel.open(directory.resolve(name(row, standardError)), StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }

    /** The attempt does not count. */
    void delete(long row) throws IOException {
        Files.deleteIfExists(directory.resolve(name(row, false)));
        Files.deleteIfExists(directory.resolve(name(row, true)));
    }

    /** Removes what a killed run has left of tasks that had not finished. */
    void deleteAllBut(Set<String> referred) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*-*.{out,err}")) {
            for (Path file : files) {
                if (!referred.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }
}
