package io.drover.parallel.rows;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Rows held in memory, because their number or another order is wanted. */
public final class ListedRows implements Rows {
    private final Iterator<byte[][]> rows;
    private final Rows origin;

    /** @param origin where they were read from; closed with this */
    public ListedRows(List<byte[][]> rows, Rows origin) {
        this.rows = rows.iterator();
        this.origin = origin;
    }

    @Override
    public byte[][] next() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean ready() {
        return rows.hasNext();
    }

    @Override
    public void close() throws IOException {
        origin.close();
    }
}
