package io.drover.parallel.blocks;

import io.drover.parallel.text.Bytes;
import io.drover.posix.Descriptors;
import io.drover.posix.MemoryFiles;
import io.drover.posix.PosixException;
import io.drover.supervisor.core.TaskInput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Blocks of a stream. */
public final class StreamBlocks implements Blocks {
    /** A larger block goes to the worker as a file in memory, not through sockets and the heaps of two processes. */
    private static final int LARGE = 64 * 1024;

    private final BlockReader reader;
    private final boolean keep;

    /** @param keep whether the blocks will be read at all */
    public StreamBlocks(BlockReader reader, boolean keep) {
        this.reader = reader;
        this.keep = keep;
    }

    @Override
    public TaskInput next() throws IOException {
        ByteBuffer block = reader.next();
        if (block == null) {
            return null;
        }
        return keep ? input(block) : TaskInput.of(Bytes.EMPTY);
    }

    private static TaskInput input(ByteBuffer block) {
        int length = block.remaining();
        if (length >= LARGE) {
            try {
                int descriptor = MemoryFiles.of(block.duplicate());
                TaskInput.Range all = new TaskInput.Range(
                        Descriptors.pathOf(descriptor), 0, length, () -> Descriptors.close(descriptor));
                return new TaskInput(Bytes.EMPTY, all, TaskInput.Place.STANDARD_INPUT, null);
            } catch (PosixException e) {
                // Out of descriptors: it can still travel in a message.
            }
        }
        byte[] bytes = new byte[length];
        block.get(bytes);
        return TaskInput.of(bytes);
    }

    @Override
    public boolean ready() {
        return reader.ready();
    }
}
