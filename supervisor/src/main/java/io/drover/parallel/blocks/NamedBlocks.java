package io.drover.parallel.blocks;

import io.drover.supervisor.core.TaskInput;
import io.drover.supervisor.process.PrivateDirectory;
import java.io.IOException;

/** Blocks that commands find under a name, in a directory that nobody else can write to. */
public final class NamedBlocks implements Blocks {
    private final Blocks blocks;
    private final TaskInput.Place place;
    private final PrivateDirectory directory;
    private long count;

    public NamedBlocks(Blocks blocks, TaskInput.Place place, PrivateDirectory directory) {
        this.blocks = blocks;
        this.place = place;
        this.directory = directory;
    }

    @Override
    public TaskInput next() throws IOException {
        TaskInput block = blocks.next();
        if (block == null) {
            return null;
        }
        String name = directory.resolve("block" + ++count).toString();
        return new TaskInput(block.bytes(), block.range(), place, name);
    }

    @Override
    public boolean ready() {
        return blocks.ready();
    }

    @Override
    public void close() throws IOException {
        directory.close();
        blocks.close();
    }
}
