package io.drover.journal;

import java.util.Arrays;

/**
 * Which row of the journal belongs to which task of this run. A fresh run appends its rows in the order of its input; a
 * resumed one also has tasks that are there already.
 *
 * <p>Filled by the thread that reads the input, before a task can reach anybody else.
 */
final class TaskRows {
    /** The last row of the runs before. */
    private final long base;
    /** For each task its row, where they are not simply appended; null in a fresh run. */
    private volatile long[] rows;
    private int count;
    private long appended;

    TaskRows(long base, boolean fresh) {
        this.base = base;
        if (!fresh) {
            rows = new long[64];
        }
    }

    /** The next task; {@code row} 0 makes a new one. */
    void add(long row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
        }
        rows[count++] = row == 0 ? base + ++appended : row;
    }

    long row(long id) {
        return rows == null ? base + id : rows[(int) id - 1];
    }

    /** Its row was there before this run. */
    boolean known(long id) {
        return rows != null && row(id) <= base;
    }
}
