package io.drover.report;

import java.io.IOException;

/** Tasks of one slot, counted in stretches of equal width; all times in nanoseconds. */
final class Cells {
    private static final int WHOLE = 100;

    private final long width;
    private final int[] tasks;
    private final int[] bad;
    private final long[] busy;
    private final long[] badly;

    Cells(long width, long length) {
        this.width = width;
        int number = (int) (length / width) + 1;
        tasks = new int[number];
        bad = new int[number];
        busy = new long[number];
        badly = new long[number];
    }

    /** A task counts where it starts, and keeps the slot busy as long as it runs. */
    void add(long at, long nanos, boolean isBad) {
        int first = (int) Math.min(tasks.length - 1, at / width);
        tasks[first]++;
        bad[first] += isBad ? 1 : 0;
        long left = nanos;
        for (int i = first; i < busy.length && left > 0; i++) {
            long here = i == first ? Math.min(left, (i + 1) * width - at) : Math.min(left, width);
            busy[i] += here;
            badly[i] += isBad ? here : 0;
            left -= here;
        }
    }

    int tasks(int index) {
        return tasks[index];
    }

    int bad(int index) {
        return bad[index];
    }

    /** In hundredths; 1 for a little and 0 for nothing. */
    int busy(int index) {
        return share(busy[index]);
    }

    /** As {@link #busy}, with attempts that are not ok. */
    int badly(int index) {
        return share(badly[index]);
    }

    private int share(long nanos) {
        return nanos == 0 ? 0 : (int) Math.max(1, Math.min(WHOLE, WHOLE * nanos / width));
    }

    /** [index, tasks, busy, bad, badly] of each cell with something in it; the last two only if there is any. */
    void writeTo(Html page) throws IOException {
        String comma = "";
        for (int i = 0; i < tasks.length; i++) {
            if (tasks[i] > 0 || busy[i] > 0) {
                page.raw(comma + "[" + i + "," + tasks[i] + "," + busy(i) + (bad[i] + badly[i] > 0 ? "," + bad[i] + "," + badly(i) : "") + "]");
                comma = ",";
            }
        }
    }
}
