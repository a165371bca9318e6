package io.drover.supervisor.report;

import java.io.IOException;

/** The short tasks of one slot, counted in stretches of equal width; all times in nanoseconds. */
final class Cells {
    private static final int WHOLE = 100;

    private final long width;
    private final int[] tasks;
    private final int[] bad;
    private final long[] busy;

    Cells(long width, long length) {
        this.width = width;
        int number = (int) (length / width) + 1;
        tasks = new int[number];
        bad = new int[number];
        busy = new long[number];
    }

    /** A task counts where it starts, and keeps the slot busy also in the next cell; it is shorter than one. */
    void add(long at, long nanos, boolean isBad) {
        int index = (int) Math.min(tasks.length - 1, at / width);
        tasks[index]++;
        bad[index] += isBad ? 1 : 0;
        long here = Math.min(nanos, (index + 1) * width - at);
        busy[index] += here;
        if (here < nanos && index + 1 < busy.length) {
            busy[index + 1] += nanos - here;
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
        return busy[index] == 0 ? 0 : (int) Math.max(1, Math.min(WHOLE, WHOLE * busy[index] / width));
    }

    /** [index, tasks, busy, bad] of each cell with something in it; bad only if not 0. */
    void writeTo(Html page) throws IOException {
        String comma = "";
        for (int i = 0; i < tasks.length; i++) {
            if (tasks[i] > 0 || busy[i] > 0) {
                page.raw(comma + "[" + i + "," + tasks[i] + "," + busy(i) + (bad[i] > 0 ? "," + bad[i] : "") + "]");
                comma = ",";
            }
        }
    }
}
