package io.drover.parallel.rows;

import io.drover.parallel.records.Records;
import java.io.IOException;

/** One source: each value is a row, and nothing is held in memory. */
public final class SingleRows implements Rows {
    private final Records records;

    public SingleRows(Records records) {
        this.records = records;
    }

    @Override
    public byte[][] next() throws IOException {
        byte[] value = records.next();
        return value == null ? null : new byte[][] {value};
    }

    @Override
    public boolean ready() throws IOException {
        return records.ready();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
