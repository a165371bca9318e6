package io.drover.parallel.blocks;

import io.drover.supervisor.core.TaskInput;
import io.drover.supervisor.process.PrivateDirectory;
import java.io.IOException;

/**
 * A few commands that get all blocks between them ({@code --round-robin}): each block goes to the next one that has
 * room. A command's standard input is a FIFO, which a thread of this process fills.
 *
 * <p>A command that ends before its input does loses what it was dealt, as with GNU parallel.
 */
public final class DealtBlocks implements Blocks {
    private final Blocks blocks;
    private final int slots;
    private final PrivateDirectory directory;
    private final Lanes lanes;
    private int turn;

    public DealtBlocks(Blocks blocks, int slots, PrivateDirectory directory) {
        this.blocks = blocks;
        this.slots = slots;
        this.directory = directory;
        this.lanes = new Lanes(directory);
    }

    @Override
    public TaskInput next() throws IOException {
        try {
            TaskInput first = lanes.size() < slots ? blocks.next() : null;
            if (first != null) {
                Lane lane = lanes.open();
                lane.offer(first);
                lane.start();
                return lane.input();
            }
            dealRest();
            return null;
        } catch (IOException | RuntimeException | Error e) {
            throw Lanes.broken(e);
        }
    }

    @Override
    public boolean ready() {
        return false;
    }

    @Override
    public boolean endBeforeTheirTasks() {
        return false;
    }

    @Override
    public void close() throws IOException {
        directory.close();
        blocks.close();
    }

    private void dealRest() throws IOException {
        for (TaskInput block = blocks.next(); block != null; block = blocks.next()) {
            deal(block);
        }
        lanes.end();
    }

    private void deal(TaskInput block) throws IOException {
        synchronized (lanes) {
            while (true) {
                for (int i = 0; i < lanes.size(); i++) {
                    Lane lane = lanes.get((turn + i) % lanes.size());
                    if (lane.offer(block)) {
                        turn = (turn + i + 1) % lanes.size();
                        return;
                    }
                }
                lanes.await();
            }
        }
    }
}
