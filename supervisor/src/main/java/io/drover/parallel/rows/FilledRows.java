package io.drover.parallel.rows;

import io.drover.parallel.template.Composer;
import io.drover.parallel.template.TaskNumber;
import io.drover.parallel.text.Bytes;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * As many rows make one as fit into a command line. What is left at the end of the input is spread over the slots, so
 * that all of them have something to do.
 */
public final class FilledRows implements Rows {
    private static final TaskNumber ANY = new TaskNumber(1, 0, 1);

    /**
     * @param maxRows how many rows at most
     * @param maxLength what no command line reaches
     * @param slots over how many tasks the last rows are spread
     */
    public record Limits(int maxRows, int maxLength, int slots) {}

    private final Rows rows;
    private final Composer composer;
    private final Limits limits;
    private final int emptyLength;
    private final Deque<byte[][]> spread = new ArrayDeque<>();
    /** Rows that were read but did not fit. */
    private final Deque<byte[][]> pending = new ArrayDeque<>();

    public FilledRows(Rows rows, Composer composer, Limits limits) {
        this.rows = rows;
        this.composer = composer;
        this.limits = limits;
        emptyLength = composer.measure(new byte[][] {Bytes.EMPTY}, ANY);
    }

    @Override
    public byte[][] next() throws IOException {
        if (!spread.isEmpty()) {
            return spread.poll();
        }
        List<byte[][]> batch = fill();
        if (batch.isEmpty()) {
            return null;
        }
        if (limits.slots > 1 && isLast()) {
            int each = (batch.size() + limits.slots - 1) / limits.slots;
            for (int from = 0; from < batch.size(); from += each) {
                spread.add(join(batch.subList(from, Math.min(from + each, batch.size()))));
            }
            return spread.poll();
        }
        return join(batch);
    }

    @Override
    public boolean ready() {
        return !spread.isEmpty();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private List<byte[][]> fill() throws IOException {
        List<byte[][]> batch = new ArrayList<>();
        long length = 0;
        while (batch.size() < limits.maxRows) {
            byte[][] row = pending.isEmpty() ? rows.next() : pending.poll();
            if (row == null) {
                break;
            }
            length += batch.isEmpty() ? composer.measure(row, ANY) : addedLength(row);
            if (length >= limits.maxLength && !batch.isEmpty()) {
                pending.addFirst(row);
                break;
            }
            batch.add(row);
        }
        // The estimate is too low where a repeated word holds {1} as well.
        while (batch.size() > 1 && composer.measure(join(batch), ANY) >= limits.maxLength) {
            pending.addFirst(batch.remove(batch.size() - 1));
        }
        return batch;
    }

    private boolean isLast() throws IOException {
        if (pending.isEmpty()) {
            byte[][] row = rows.next();
            if (row != null) {
                pending.add(row);
            }
        }
        return pending.isEmpty();
    }

    /** What a further row adds; measured after an empty value, so that filling is not quadratic. */
    private int addedLength(byte[][] row) {
        return composer.measure(Rows.concat(new byte[][] {Bytes.EMPTY}, row), ANY) - emptyLength;
    }

    private static byte[][] join(List<byte[][]> batch) {
        List<byte[]> values = new ArrayList<>();
        for (byte[][] row : batch) {
            values.addAll(List.of(row));
        }
        return values.toArray(byte[][]::new);
    }
}
