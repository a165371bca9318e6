package io.drover.parallel.blocks;

import io.drover.parallel.text.Bytes;
import io.drover.posix.Descriptors;
import io.drover.posix.NamedFiles;
import io.drover.posix.PosixException;
import io.drover.supervisor.core.TaskInput;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** All of the input, over and over: each command gets it ({@code --tee}). */
public final class WholeInput implements Blocks {
    private final InputStream in;
    private final Path temporary;
    private Path file;
    private int descriptor = -1;

    /** All of {@code in}, which waits in a file without a name: whatever ends this process, nothing of it is left. */
    public WholeInput(InputStream in, Path temporary) {
        this.in = in;
        this.temporary = temporary;
    }

    /** All of a file of the user. */
    public WholeInput(String name) {
        this(null, null);
        file = Path.of(name).toAbsolutePath();
    }

    @Override
    public TaskInput next() throws IOException {
        if (file == null) {
            file = kept();
        }
        if (!Files.isReadable(file)) {
            throw new IOException("cannot open " + file);
        }
        TaskInput.Range all = new TaskInput.Range(file.toString(), 0, Files.size(file), null);
        return new TaskInput(Bytes.EMPTY, all, TaskInput.Place.STANDARD_INPUT, null);
    }

    /** Where workers find what was read. */
    private Path kept() throws IOException {
        try {
            descriptor = NamedFiles.unnamedFile(temporary.toString());
            Path unnamed = Path.of(Descriptors.pathOf(descriptor));
            try (OutputStream out = new FileOutputStream(unnamed.toFile())) {
                in.transferTo(out);
            }
            return unnamed;
        } catch (IOException | PosixException e) {
            throw new IOException("cannot keep the input of --tee in " + temporary + ": " + e.getMessage()
                    + "; free space there or set --tmpdir", e);
        }
    }

    @Override
    public boolean ready() {
        return file != null;
    }

    @Override
    public void close() {
        if (descriptor >= 0) {
            Descriptors.close(descriptor);
        }
    }
}
