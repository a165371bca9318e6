package io.drover.records;

import io.drover.supervisor.output.ByteSink;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * A file of rows. A write to the kernel holds whole rows, unless one is larger than the buffer, so whoever reads the
 * file, even after a SIGKILL of ours, finds whole rows but for perhaps the last.
 *
 * <p>Confined to one thread.
 */
final class RowFile implements ByteSink, Closeable {
    static final String STANDARD_OUTPUT = "-";
    private static final int LARGE = 1 << 20;
    private static final long FULL_PIPE_NANOS = 1_000_000;

    private final String name;
    private final WritableByteChannel channel;
    private byte[] buffer = new byte[64 << 10];
    private int length;
    /** Where in the buffer the last whole row ends. */
    private int whole;
    /** A part of the row that is being made has been written. */
    private boolean split;

    private RowFile(String name, WritableByteChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /** Opens an empty file, or standard output for "-". */
    static RowFile create(String name) throws IOException {
        if (name.equals(STANDARD_OUTPUT)) {
            return new RowFile("standard output", new FileOutputStream(FileDescriptor.out).getChannel());
        }
        return open(name, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /**
     * Opens a file to go on at its end.
     *
     * @param keep how long it is allowed to be: what follows is a row that a killed run has left without its end
     */
    static RowFile append(String name, long keep) throws IOException {
        Path path = Path.of(name);
        try {
            if (Files.isRegularFile(path) && Files.size(path) > keep) {
                try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    file.truncate(keep);
                }
            }
        } catch (IOException e) {
            throw Failures.cannotWrite(name, e);
        }
        return open(name, StandardOpenOption.APPEND);
    }

    private static RowFile open(String name, StandardOpenOption how) throws IOException {
        try {
            return new RowFile(
                    name,
                    FileChannel.open(Path.of(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how));
        } catch (IOException e) {
            throw Failures.cannotWrite(name, e);
        }
    }

    /** Where the last line that has an end ends; 0 for a file that is not there. */
    static long endOfLastLine(String name) throws IOException {
        Path path = Path.of(name);
        if (!Files.isRegularFile(path)) {
            return 0;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer part = ByteBuffer.allocate(64 << 10);
            long end = file.size();
            while (end > 0) {
                int size = (int) Math.min(part.capacity(), end);
                part.clear().limit(size);
                while (part.hasRemaining() && file.read(part, end - size + part.position()) > 0) {
                    // On until the part is full.
                }
                for (int i = part.position() - 1; i >= 0; i--) {
                    if (part.get(i) == '\n') {
                        return end - size + i + 1;
                    }
                }
                end -= size;
            }
            return 0;
        } catch (IOException e) {
            throw Failures.cannotRead(name, e);
        }
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    void write(char ascii) throws IOException {
        reserve(1);
        buffer[length++] = (byte) ascii;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (count > LARGE) {
            for (int from = 0; from < count; from += LARGE) {
                write(bytes, offset + from, Math.min(LARGE, count - from));
            }
            return;
        }
        reserve(count);
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
    }

    private void reserve(int count) throws IOException {
        if (length + count <= buffer.length) {
            return;
        }
        if (whole > 0) {
            flush();
        }
        if (length + count > 2 * LARGE) {
            // No memory holds every row: this one goes in pieces.
            writeOut(length);
            split = true;
        }
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(length + count, 2 * buffer.length));
        }
    }

    /** The row is complete, with its newline. */
    void endRow() throws IOException {
        whole = length;
        if (split) {
            flush();
            split = false;
        }
    }

    /** Whole rows reach the file. */
    void flush() throws IOException {
        if (whole > 0) {
            writeOut(whole);
        }
    }

    private void writeOut(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
        try {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    // EAGAIN: somebody who shares our stdout has made it non-blocking.
                    LockSupport.parkNanos(FULL_PIPE_NANOS);
                }
            }
        } catch (IOException e) {
            throw Failures.cannotWrite(name, e);
        }
        System.arraycopy(buffer, count, buffer, 0, length - count);
        length -= count;
        whole = Math.max(0, whole - count);
    }

    /** Writes the rows that are complete. Standard output stays open. */
    @Override
    public void close() throws IOException {
        flush();
        if (!name.equals("standard output")) {
            channel.close();
        }
    }
}
