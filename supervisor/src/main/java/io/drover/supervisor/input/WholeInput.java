package io.drover.supervisor.input;

import io.drover.supervisor.core.TaskInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** All of the input, over and over: each command gets it ({@code --tee}). */
final class WholeInput implements Blocks {
    private final InputStream in;
    private final PrivateDirectory directory;
    private Path file;

    /** All of {@code in}, which waits in a file until the run is over. */
    WholeInput(InputStream in, PrivateDirectory directory) {
        this.in = in;
        this.directory = directory;
    }

    /** All of a file of the user. */
    WholeInput(String name) {
        this(null, null);
        file = Path.of(name).toAbsolutePath();
    }

    @Override
    public TaskInput next() throws IOException {
        if (file == null) {
            file = directory.path().resolve("input");
            Files.copy(in, file);
        }
        if (!Files.isReadable(file)) {
            throw new IOException("cannot open " + file);
        }
        TaskInput.Range all = new TaskInput.Range(file.toString(), 0, Files.size(file), null);
        String ours = directory == null ? null : file.toString();
        return new TaskInput(Bytes.EMPTY, all, TaskInput.Place.STANDARD_INPUT, ours);
    }

    @Override
    public boolean ready() {
        return file != null;
    }

    @Override
    public void close() {
        if (directory != null) {
            directory.close();
        }
    }
}
