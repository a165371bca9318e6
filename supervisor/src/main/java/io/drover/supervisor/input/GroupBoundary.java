package io.drover.supervisor.input;

import java.util.Arrays;
import java.util.List;

/** Records are neighbouring lines with the same value in one column. */
final class GroupBoundary implements Boundary {
    private final Columns columns;
    private final String column;
    /** From 0; -1 while the column is only known by its name. */
    private final int index;

    /** @param column its number from 1, or its name in the header */
    GroupBoundary(String column, String separator) {
        this(new Columns(separator), column, column.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(column) - 1 : -1);
    }

    private GroupBoundary(Columns columns, String column, int index) {
        this.columns = columns;
        this.column = column;
        this.index = index;
    }

    @Override
    public Boundary after(byte[] header) {
        if (index >= 0) {
            return this;
        }
        List<String> names = columns.split(header).stream().map(name -> Bytes.text(name).strip()).toList();
        if (!names.contains(column)) {
            throw new UsageException("--group-by " + Bytes.readable(column)
                    + " wants the number of a column, or with --header : a name that is in the header");
        }
        return new GroupBoundary(columns, column, names.indexOf(column));
    }

    @Override
    public int last(byte[] bytes, int from, int to) {
        int last = -1;
        for (int next = nth(bytes, from, to, 1); next >= 0; next = nth(bytes, next, to, 1)) {
            last = next;
        }
        return last;
    }

    @Override
    public int nth(byte[] bytes, int from, int to, int count) {
        int left = count;
        int line = from;
        byte[] previous = null;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                byte[] key = key(bytes, line, i);
                if (previous != null && !Arrays.equals(previous, key) && --left == 0) {
                    return line;
                }
                previous = key;
                line = i + 1;
            }
        }
        return -1;
    }

    private byte[] key(byte[] bytes, int from, int to) {
        List<byte[]> fields = columns.split(Bytes.slice(bytes, from, to));
        return index < fields.size() ? fields.get(index) : Bytes.EMPTY;
    }
}
