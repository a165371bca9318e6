package io.drover.http;

import io.drover.supervisor.output.Told;
import java.util.List;
import java.util.function.LongSupplier;

/** What a server knows besides what it sees when it looks: it was told. Told by one thread, read by any. */
public final class Observed {
    private final Meters meters = new Meters();
    private final Recent recent = new Recent();

    /** Keeps what is of use. */
    public void take(List<Told> told) {
        for (Told event : told) {
            meters.count(event);
            if (event instanceof Told.Finished finished) {
                recent.add(finished.task(), System.currentTimeMillis());
            }
        }
    }

    /**
     * Tells of spans, too.
     *
     * @param sent how many a collector has taken
     * @param dropped how many it has not
     */
    public void countSpans(LongSupplier sent, LongSupplier dropped) {
        meters.countSpans(sent, dropped);
    }

    Meters meters() {
        return meters;
    }

    Recent recent() {
        return recent;
    }
}
