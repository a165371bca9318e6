package io.drover.parallel.rows;

import io.drover.parallel.records.Records;
import io.drover.parallel.text.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sources joined with {@code --link}: as long as the longest one, the shorter ones start again.
 *
 * <p>Holds what it has read, as any source may turn out to be a shorter one.
 */
public final class WrappedRows implements Rows {
    private final List<Records> sources;
    private final List<List<byte[]>> read = new ArrayList<>();
    private final boolean[] ended;
    private int index;

    public WrappedRows(List<Records> sources) {
        this.sources = sources;
        ended = new boolean[sources.size()];
        sources.forEach(source -> read.add(new ArrayList<>()));
    }

    @Override
    public byte[][] next() throws IOException {
        byte[][] row = new byte[sources.size()][];
        boolean fresh = false;
        for (int i = 0; i < row.length; i++) {
            byte[] value = ended[i] ? null : sources.get(i).next();
            if (value == null) {
                ended[i] = true;
            } else {
                read.get(i).add(value);
                fresh = true;
            }
        }
        if (!fresh) {
            return null;
        }
        for (int i = 0; i < row.length; i++) {
            List<byte[]> values = read.get(i);
            row[i] = values.isEmpty() ? Bytes.EMPTY : values.get(index % values.size());
        }
        index++;
        return row;
    }

    @Override
    public boolean ready() throws IOException {
        boolean ready = false;
        for (int i = 0; i < ended.length; i++) {
            if (!ended[i]) {
                if (!sources.get(i).ready()) {
                    return false;
                }
                ready = true;
            }
        }
        return ready;
    }

    @Override
    public void close() throws IOException {
        for (Records source : sources) {
            source.close();
        }
    }
}
