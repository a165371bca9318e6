package io.drover.parallel.blocks;

import io.drover.parallel.text.Bytes;
import io.drover.supervisor.core.TaskInput;
import io.drover.supervisor.process.PrivateDirectory;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A command for each slot, all at the same time, and every line goes to the one that its column says ({@code --shard},
 * {@code --bin}).
 */
public final class ShardedLines implements Blocks {
    private static final int PORTION = 32 << 10;

    private final InputStream in;
    private final ShardConfig config;
    private final int commands;
    private final PrivateDirectory directory;
    private final Lanes lanes;
    private final List<ByteArrayOutputStream> portions = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    public ShardedLines(InputStream in, ShardConfig config, int commands, PrivateDirectory directory) {
        this.in = new BufferedInputStream(in, 64 << 10);
        this.config = config;
        this.commands = commands;
        this.directory = directory;
        this.lanes = new Lanes(directory);
    }

    @Override
    public TaskInput next() throws IOException {
        try {
            if (lanes.size() < commands) {
                Lane lane = lanes.open();
                portions.add(new ByteArrayOutputStream());
                lane.start();
                return TaskInput.stream(lane.name(), new Uncounted(lane));
            }
            share();
            lanes.end();
            return null;
        } catch (IOException | RuntimeException | Error e) {
            throw Lanes.broken(e);
        }
    }

    /** The job log of GNU parallel counts nothing of it. */
    private record Uncounted(Lane lane) implements TaskInput.Stream {
        @Override
        public long sent() {
            return 0;
        }

        @Override
        public void free() {
            lane.free();
        }
    }

    /** All are to be there before the first line is read. */
    @Override
    public boolean ready() {
        return lanes.size() < commands;
    }

    @Override
    public boolean endBeforeTheirTasks() {
        return false;
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }

    private void share() throws IOException {
        byte[] header = config.named() ? readLine() : null;
        ShardKey key = new ShardKey(config, header == null && config.named() ? Bytes.EMPTY : header);
        for (byte[] next = readLine(); next != null; next = readLine()) {
            boolean ended = next[next.length - 1] == '\n';
            add(key.of(ended ? Bytes.slice(next, 0, next.length - 1) : next, commands), next);
        }
        for (int i = 0; i < commands; i++) {
            send(i);
        }
    }

    private void add(int command, byte[] text) throws IOException {
        portions.get(command).writeBytes(text);
        if (portions.get(command).size() >= PORTION) {
            send(command);
        }
    }

    private void send(int command) throws IOException {
        if (portions.get(command).size() > 0) {
            lanes.get(command).put(TaskInput.of(portions.get(command).toByteArray()));
            portions.get(command).reset();
        }
    }

    /** With its end; null at the end of the input. */
    private byte[] readLine() throws IOException {
        line.reset();
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n') {
                break;
            }
        }
        return line.size() == 0 ? null : line.toByteArray();
    }
}
