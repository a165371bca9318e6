package io.drover.parallel.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The values of one task after the other. Read once by one thread. */
public interface Rows extends AutoCloseable {

    /** The next row; null when there are no more. May block. */
    byte[][] next() throws IOException;

    /** Whether {@link #next} has a row at hand and will not block. False at the end. */
    boolean ready() throws IOException;

    @Override
    default void close() throws IOException {}

    /** All rows that are left, held in memory. */
    default List<byte[][]> readAll() throws IOException {
        List<byte[][]> rows = new ArrayList<>();
        for (byte[][] row = next(); row != null; row = next()) {
            rows.add(row);
        }
        return rows;
    }

    /** How many rows are left. They are gone then. */
    default long count() throws IOException {
        long count = 0;
        while (next() != null) {
            count++;
        }
        return count;
    }

    static byte[][] concat(byte[][] first, byte[][] second) {
        byte[][] row = new byte[first.length + second.length][];
        System.arraycopy(first, 0, row, 0, first.length);
        System.arraycopy(second, 0, row, first.length, second.length);
        return row;
    }
}
