package io.drover.records;

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

    /** The file written last. */
    Path last() {
        return last;
    }

    @Override
    public void close() {}
}
