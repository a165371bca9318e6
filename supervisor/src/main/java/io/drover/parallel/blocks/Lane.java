package io.drover.parallel.blocks;

import io.drover.posix.NamedFiles;
import io.drover.supervisor.core.TaskInput;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The standard input of one command, which is a FIFO, and what waits to be written there by a thread of ours. */
final class Lane implements TaskInput.Stream {
    /** What waits in small blocks: as much as a pipe holds, so that turns are kept while commands start. */
    private static final int WAITING_BYTES = 64 << 10;

    /** Whoever reads or writes what follows synchronizes on it. */
    private final Lanes lanes;
    private final Path fifo;
    /** The other end; nowhere when nobody reads there. Stays open where the lane fails. */
    private OutputStream out;
    private final Deque<TaskInput> waiting = new ArrayDeque<>();
    private long bytes;
    private long streamed;
    private boolean ended;
    private boolean open;
    private boolean over;

    /** @param lanes all that are filled by the same thread; told when one of them has room */
    Lane(Lanes lanes, Path fifo) {
        this.lanes = lanes;
        this.fifo = fifo;
        NamedFiles.makeFifo(fifo.toString());
    }

    TaskInput input() {
        return TaskInput.stream(name(), this);
    }

    String name() {
        return fifo.toString();
    }

    void start() {
        Thread thread = new Thread(null, this::feed, "lane", 64 << 10);
        thread.setDaemon(true);
        thread.start();
    }

    /** False if it has no room now. */
    boolean offer(TaskInput block) {
        synchronized (lanes) {
            if (bytes > 0 && bytes + block.heldBytes() > WAITING_BYTES) {
                return false;
            }
            bytes += block.heldBytes();
            waiting.add(block);
            lanes.tell();
            return true;
        }
    }

    /** Waits for room. */
    void put(TaskInput block) throws IOException {
        synchronized (lanes) {
            while (!offer(block)) {
                lanes.await();
            }
        }
    }

    @Override
    public long sent() {
        synchronized (lanes) {
            return streamed;
        }
    }

    /** The command has ended. One that has never opened its input never will. */
    @Override
    public void free() {
        synchronized (lanes) {
            over |= !open;
            lanes.tell();
        }
    }

    void end() {
        synchronized (lanes) {
            ended = true;
            lanes.tell();
        }
    }

    /** Nothing more can be done for its command. */
    boolean isOver() {
        synchronized (lanes) {
            return over;
        }
    }

    private void opened() {
        synchronized (lanes) {
            open = true;
        }
    }

    private void over() {
        synchronized (lanes) {
            over = true;
            lanes.tell();
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
            streamed += block.heldBytes();
            lanes.tell();
        }
    }

    private void feed() {
        try {
            open();
            for (TaskInput block = take(); block != null; block = take()) {
                out = write(block, out);
                written(block);
            }
            out.close();
            over();
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            // The command waits at the open end of its input until it is ended: it has not got all.
            lanes.fail(e);
        }
    }

    /** Waits until the worker has opened the other end. */
    private void open() throws IOException {
        out = new FileOutputStream(fifo.toFile());
        opened();
        Files.deleteIfExists(fifo);
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
