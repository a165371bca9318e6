package io.drover.supervisor.records;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The output of each task in a temporary file that stays, for {@code --files}.
 *
 * <p>Confined to the recording thread.
 */
final class OutputFiles implements RecordSink {
    private final Path directory;
    private Path last;

    OutputFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public void add(TaskRecord task) throws IOException {
        try {
            last = Files.createTempFile(directory, "par", ".par");
            try (OutputStream out = Files.newOutputStream(last)) {
                task.output().writeTo(false, out::write);
            }
        } catch (IOException e) {
            throw Failures.cannotWrite("to " + directory, e);
        }
    }

    /** The name of the file written last, as a line. */
    ByteString lastName() {
        return ByteString.copyFromUtf8(last + "\n");
    }

    @Override
    public void close() {}
}
