package io.drover.records;

import io.drover.posix.Helpers;
import io.drover.supervisor.output.Captured;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How output gets into a file: as it is, or through a command that compresses it.
 *
 * <p>Confined to the recording thread.
 */
final class OutputFile {
    private final List<String> compressor;

    /** @param compressor empty for none */
    OutputFile(List<String> compressor) {
        this.compressor = compressor;
    }

    void write(Path path, Captured output, boolean standardError) throws IOException {
        if (compressor.isEmpty()) {
            try (OutputStream out = Files.newOutputStream(path)) {
                output.writeTo(standardError, out::write);
            }
        } else if (output.length(standardError) > 0) {
            compress(path, output, standardError);
        } else {
            // Nothing stays nothing, as for GNU parallel.
            Files.write(path, new byte[0]);
        }
    }

    private void compress(Path path, Captured output, boolean standardError) throws IOException {
        Process process = Helpers.start(new ProcessBuilder(compressor)
                .redirectOutput(path.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        IOException broken = null;
        try (OutputStream in = process.getOutputStream()) {
            output.writeTo(standardError, in::write);
        } catch (IOException e) {
            broken = e;
        }
        int status = exitOf(process);
        if (status != 0 || broken != null) {
            throw new IOException("the program that compresses failed, status " + status + ": "
                    + compressor.get(compressor.size() - 1), broken);
        }
    }

    private static int exitOf(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("interrupted while compressing", e);
        }
    }
}
