package io.drover.report;

import io.drover.flow.journal.KeptItem;

/** What a stage did: takes in its items, one after the other. */
final class StageSums {
    private final FlowRuns flow;
    private final int stage;
    private final Axis axis;
    private final long width;
    private final Durations durations = new Durations();
    private final Level inUse;
    private final Level waiting;
    private final long[] ended;
    private final long[] bad;
    private long items;
    private long ok;
    private long failed;
    private long skipped;
    private double busyMicros;
    /** When the last came from outside, on the axis; 0: none did. */
    private long lastFromOutside;
    private boolean knowsWaiting;

    StageSums(FlowRuns flow, int stage, long width) {
        this.flow = flow;
        this.stage = stage;
        this.axis = flow.chain().axis();
        this.width = width;
        inUse = new Level(width, axis.length());
        waiting = new Level(width, axis.length());
        ended = new long[Level.columns(width, axis.length())];
        bad = new long[ended.length];
    }

    void add(KeptItem item) {
        items++;
        ok += item.state().equals("ok") ? 1 : 0;
        failed += item.bad() ? 1 : 0;
        skipped += item.state().equals("skipped") ? 1 : 0;
        long came = item.cameMicros() == 0 ? 0 : axis.at(item.cameMicros());
        if (item.parent() == 0) {
            lastFromOutside = Math.max(lastFromOutside, came);
        }
        long from = item.ran() ? axis.at(item.run(), item.startMicros()) : axis.length();
        if (item.cameMicros() > 0 && (item.ran() || !item.ended())) {
            knowsWaiting = true;
            waiting.add(came, from);
        }
        if (item.ran()) {
            long to = from + item.nanos() / 1000;
            int column = (int) Math.min(ended.length - 1, to / width);
            ended[column]++;
            bad[column] += item.bad() ? 1 : 0;
            if (item.ownTask()) {
                durations.add(item.nanos(), item.bad());
                busyMicros += item.nanos() / 1e3;
                inUse.add(from, Math.min(to, axis.length()));
            }
        }
    }

    String name() {
        return flow.stages().get(stage);
    }

    long items() {
        return items;
    }

    long ok() {
        return ok;
    }

    long failed() {
        return failed;
    }

    long skipped() {
        return skipped;
    }

    long pending() {
        return items - ok - failed - skipped;
    }

    Durations durations() {
        return durations;
    }

    /** Items that came to their end in each stretch, and how many of them are not ok. */
    long[] ended() {
        return ended;
    }

    long[] bad() {
        return bad;
    }

    boolean knowsWaiting() {
        return knowsWaiting;
    }

    Level inUse() {
        return inUse;
    }

    Level waiting() {
        return waiting;
    }

    /** Items that waited, on average over the whole time. */
    double meanWaiting() {
        double sum = 0;
        double[] averages = waiting.averages();
        for (int i = 0; i < averages.length; i++) {
            sum += averages[i] * waiting.width(i);
        }
        return sum / axis.length();
    }

    /** In the last run. */
    int slots() {
        return flow.slots(stage, axis.length());
    }

    /** Which share of the time its slots were busy. */
    double busy() {
        double possible = 0;
        for (int i = 0; i < ended.length; i++) {
            possible += (double) flow.slots(stage, i * width) * inUse.width(i);
        }
        return Math.min(1, busyMicros / possible);
    }

    /** Which share of the time its slots were busy and more waited. Until the last item has come from outside, one waits there. */
    double heldUp() {
        double[] running = inUse.averages();
        double[] queued = waiting.averages();
        double sum = 0;
        for (int i = 0; i < running.length; i++) {
            double fromOutside = Math.min(1, Math.max(0, lastFromOutside - i * width) / (double) width);
            sum += Math.min(1, running[i] / flow.slots(stage, i * width)) * Math.min(1, queued[i] + fromOutside) * inUse.width(i);
        }
        return sum / axis.length();
    }
}
