package io.drover.parallel.rows;

import io.drover.parallel.records.Records;
import io.drover.parallel.text.Bytes;
import java.io.IOException;
import java.util.List;

/** Sources joined with {@code :::+}: the first values make a row, then the second ones, until one source ends. */
public final class LinkedRows implements Rows {
    private final List<Records> sources;
    private boolean first = true;

    public LinkedRows(List<Records> sources) {
        this.sources = sources;
    }

    @Override
    public byte[][] next() throws IOException {
        byte[][] row = new byte[sources.size()][];
        int found = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = sources.get(i).next();
            found += row[i] == null ? 0 : 1;
        }
        boolean complete = found == row.length || first && found > 0;
        first = false;
        return complete ? withoutGaps(row) : null;
    }

    @Override
    public boolean ready() throws IOException {
        for (Records source : sources) {
            if (!source.ready()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        for (Records source : sources) {
            source.close();
        }
    }

    /** A source without any value counts as one empty value, so that the others still show. */
    private static byte[][] withoutGaps(byte[][] row) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] == null) {
                row[i] = Bytes.EMPTY;
            }
        }
        return row;
    }
}
