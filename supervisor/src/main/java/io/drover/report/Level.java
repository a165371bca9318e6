package io.drover.report;

/** How many of something there were at a time, on average in stretches of equal width; all times in microseconds. */
final class Level {
    private final long width;
    private final long length;
    /** What those that begin or end within a stretch have of it. */
    private final double[] parts;
    /** By how many more there are all through a stretch than through the one before. */
    private final long[] more;

    Level(long width, long length) {
        this.width = width;
        this.length = length;
        parts = new double[columns(width, length)];
        more = new long[parts.length + 1];
    }

    static int columns(long width, long length) {
        return (int) ((length + width - 1) / width);
    }

    /** One more, from one moment to another. */
    void add(long from, long to) {
        if (to <= from) {
            return;
        }
        int first = column(from);
        int last = column(to);
        if (first == last) {
            parts[first] += to - from;
            return;
        }
        parts[first] += (first + 1) * width - from;
        parts[last] += to - last * width;
        more[first + 1]++;
        more[last]--;
    }

    private int column(long at) {
        return (int) Math.min(parts.length - 1, at / width);
    }

    /** How long a stretch is: the last one may be shorter. */
    long width(int column) {
        return Math.min(width, length - column * width);
    }

    /** Of each stretch. */
    double[] averages() {
        double[] averages = new double[parts.length];
        long whole = 0;
        for (int i = 0; i < parts.length; i++) {
            whole += more[i];
            averages[i] = whole + parts[i] / width(i);
        }
        return averages;
    }
}
