package io.drover.parallel.blocks;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stream whose length is known before it is read: all of it waits in a file without a name. */
public final class MeasuredInput extends InputStream {
    private final InputStream in;
    private final Path directory;
    private InputStream file;
    private long length;

    public MeasuredInput(InputStream in, Path directory) {
        this.in = in;
        this.directory = directory;
    }

    /** How long it is; waits for its end. */
    long length() throws IOException {
        open();
        return length;
    }

    @Override
    public int read() throws IOException {
        open();
        return file.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        open();
        return file.read(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        in.close();
        if (file != null) {
            file.close();
        }
    }

    private void open() throws IOException {
        if (file != null) {
            return;
        }
        Path path = Files.createTempFile(directory, "drover", ".input");
        try (var out = Files.newOutputStream(path)) {
            // Without a name it is gone when we are, however we end.
            file = new FileInputStream(path.toFile());
            Files.delete(path);
            length = in.transferTo(out);
        }
    }
}
