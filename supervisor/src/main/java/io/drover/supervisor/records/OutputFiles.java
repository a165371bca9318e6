package io.drover.supervisor.records;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The output of each task in a temporary file that stays, for {@code --files}.
 *
 * <p>Confined to the recording thread.
 */
final class OutputFiles implements RecordSink {
    private final Path directory;
    private final OutputFile form;
    private Path last;

    OutputFiles(Path directory, OutputFile form) {
        this.directory = directory;
        this.form = form;
    }

    @Override
    public void add(TaskRecord task) throws IOException {
        try {
            last = Files.createTempFile(directory, "par", ".par");
            form.write(last, task.output(), false);
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
