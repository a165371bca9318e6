package io.drover.parallel.rows;

import io.drover.parallel.text.Trim;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Rows with each of them changed: cut into columns, trimmed. */
public final class MappedRows implements Rows {
    private final Rows rows;
    private final UnaryOperator<byte[][]> change;

    public MappedRows(Rows rows, UnaryOperator<byte[][]> change) {
        this.rows = rows;
        this.change = change;
    }

    @Override
    public byte[][] next() throws IOException {
        byte[][] row = rows.next();
        return row == null ? null : change.apply(row);
    }

    @Override
    public boolean ready() throws IOException {
        return rows.ready();
    }

    @Override
    public long count() throws IOException {
        return rows.count();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    /** Trims each value. */
    public static UnaryOperator<byte[][]> trim(Trim trim) {
        return row -> {
            for (int i = 0; i < row.length; i++) {
                row[i] = trim.apply(row[i]);
            }
            return row;
        };
    }
}
