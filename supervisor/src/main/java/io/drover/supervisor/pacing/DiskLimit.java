package io.drover.supervisor.pacing;

import io.drover.supervisor.core.Hold;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Lets tasks wait while a disk is busy for more than so much of the time. */
public final class DiskLimit implements StartPolicy {
    private static final String FILE = "/proc/diskstats";
    /** Activity is what happened in so much time at least. */
    private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int NAME = 2;
    /** Milliseconds with something to do: field 10 of Documentation/admin-guide/iostats.rst. */
    private static final int BUSY_MILLIS = 12;

    private final KernelFile diskstats;
    private final double mostPercent;
    private Map<String, Long> busy;
    private long sampledAt;
    private double percent = Double.NaN;
    /** Until two samples have been compared nobody knows. */
    private Verdict verdict = Verdict.HOLD;

    /** @param mostPercent of the time, 0 to 100 */
    public DiskLimit(double mostPercent) {
        this(KernelFile.at(FILE), mostPercent);
    }

    DiskLimit(KernelFile diskstats, double mostPercent) {
        this.diskstats = diskstats;
        this.mostPercent = mostPercent;
    }

    @Override
    public Verdict check(long now) throws IOException {
        if (busy != null && now - sampledAt < SAMPLE_NANOS) {
            return verdict;
        }
        Map<String, Long> sample = parse(diskstats.read());
        if (busy != null) {
            percent = 100.0 * mostBusyMillis(sample) / TimeUnit.NANOSECONDS.toMillis(now - sampledAt);
            verdict = percent > mostPercent ? Verdict.HOLD : Verdict.START;
        }
        busy = sample;
        sampledAt = now;
        return verdict;
    }

    @Override
    public Hold hold() {
        String found = Double.isNaN(percent) ? "disks not measured yet" : "a disk is busy " + Math.round(percent) + " % of the time";
        return new Hold(Hold.Cause.DISK, found + ", at most " + Amounts.number(mostPercent) + " % wanted");
    }

    private long mostBusyMillis(Map<String, Long> sample) {
        return sample.entrySet().stream()
                .mapToLong(disk -> disk.getValue() - busy.getOrDefault(disk.getKey(), disk.getValue()))
                .max()
                .orElse(0);
    }

    private static Map<String, Long> parse(String text) {
        Map<String, Long> busy = new HashMap<>();
        text.lines().map(line -> line.strip().split("\\s+")).filter(fields -> fields.length > BUSY_MILLIS).forEach(fields ->
                busy.put(fields[NAME], Long.parseLong(fields[BUSY_MILLIS])));
        return busy;
    }
}
