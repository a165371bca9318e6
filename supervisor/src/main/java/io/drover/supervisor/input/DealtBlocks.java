package io.drover.supervisor.input;

import io.drover.posix.Posix;
import io.drover.posix.PosixException;
import io.drover.supervisor.core.TaskInput;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A few commands that get all blocks between them ({@code --round-robin}): each block goes to the next one that has
 * room. A command's standard input is a FIFO, which a thread of this process fills.
 *
 * <p>A command that ends before its input does loses what it was dealt, as with GNU parallel.
 */
final class DealtBlocks implements Blocks {
    private final Blocks blocks;
    private final int slots;
    private final PrivateDirectory directory;
    private final List<Lane> lanes = new ArrayList<>();
    private int turn;

    DealtBlocks(Blocks blocks, int slots, PrivateDirectory directory) {
        this.blocks = blocks;
        this.slots = slots;
        this.directory = directory;
    }

    @Override
    public TaskInput next() throws IOException {
        if (lanes.size() < slots) {
            TaskInput first = blocks.next();
            if (first != null) {
                Lane lane = new Lane(directory.resolve("lane" + lanes.size()));
                lanes.add(lane);
                lane.offer(first);
                lane.start();
                return TaskInput.stream(lane.fifo.toString());
            }
        }
        dealRest();
        return null;
    }

    @Override
    public boolean ready() {
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
        for (Lane lane : lanes) {
            lane.end();
        }
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
                try {
                    lanes.wait();
                } catch (InterruptedException e) {
                    throw new IOException("interrupted", e);
                }
            }
        }
    }

    /** One command and what waits for it. Guarded by {@code lanes}. */
    private final class Lane {
        /** What waits in small blocks: as much as a pipe holds, so that turns are kept while commands start. */
        private static final int WAITING_BYTES = 64 << 10;

        private final Path fifo;
        private final Deque<TaskInput> waiting = new ArrayDeque<>();
        private long bytes;
        private boolean ended;

        Lane(Path fifo) {
            this.fifo = fifo;
            Posix.makeFifo(fifo.toString());
        }

        void start() {
            Thread thread = new Thread(null, this::feed, "lane", 64 << 10);
            thread.setDaemon(true);
            thread.start();
        }

        boolean offer(TaskInput block) {
            synchronized (lanes) {
                if (bytes > 0 && bytes + block.heldBytes() > WAITING_BYTES) {
                    return false;
                }
                bytes += block.heldBytes();
                waiting.add(block);
                lanes.notifyAll();
                return true;
            }
        }

        void end() {
            synchronized (lanes) {
                ended = true;
                lanes.notifyAll();
            }
        }

        private TaskInput take() throws InterruptedException {
            synchronized (lanes) {
                while (waiting.isEmpty() && !ended) {
                    lanes.wait();
                }
                return waiting.poll();
            }
        }

        private void written(TaskInput block) {
            synchronized (lanes) {
                bytes -= block.heldBytes();
                lanes.notifyAll();
            }
        }

        private void feed() {
            OutputStream out = OutputStream.nullOutputStream();
            try {
                // Waits until the worker has opened the other end.
                out = new FileOutputStream(fifo.toFile());
                Files.deleteIfExists(fifo);
                for (TaskInput block = take(); block != null; block = take()) {
                    out = write(block, out);
                    written(block);
                }
                out.close();
            } catch (IOException | InterruptedException | PosixException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes a block; answers where later ones go: nowhere once the command has ended. */
    private static OutputStream write(TaskInput block, OutputStream out) {
        try {
            out.write(block.bytes());
            if (block.range() != null) {
                try (InputStream in = new FileInputStream(block.range().path())) {
                    in.skipNBytes(block.range().offset());
                    copy(in, block.range().length(), out);
                }
            }
            return out;
        } catch (IOException e) {
            return OutputStream.nullOutputStream();
        } finally {
            block.free();
        }
    }

    private static void copy(InputStream in, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long left = length;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                return;
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }
}
