package io.drover.parallel.rows;

import java.io.IOException;

/** A fixed number of rows makes one; the last may be made of fewer. */
public final class BatchedRows implements Rows {
    private final Rows rows;
    private final int size;
    private byte[][] batch = {};
    private int count;

    public BatchedRows(Rows rows, int size) {
        this.rows = rows;
        this.size = size;
    }

    @Override
    public byte[][] next() throws IOException {
        while (count < size) {
            byte[][] row = rows.next();
            if (row == null) {
                return count == 0 ? null : take();
            }
            add(row);
        }
        return take();
    }

    @Override
    public boolean ready() throws IOException {
        while (count < size && rows.ready()) {
            add(rows.next());
        }
        return count == size;
    }

    @Override
    public long count() throws IOException {
        return (rows.count() + size - 1) / size;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private void add(byte[][] row) {
        batch = count == 0 ? row : Rows.concat(batch, row);
        count++;
    }

    private byte[][] take() {
        count = 0;
        return batch;
    }
}
