package io.drover.supervisor.output;

import io.drover.wire.EpochMicros;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What one round of the loop has brought, in order. Belongs to one thread at a time: it is handed on whole. */
public final class Batch {
    /** What an event takes on the heap besides its bytes, roughly. */
    private static final int EVENT_BYTES = 300;

    private final List<Told> told;
    private long micros;
    private long bytes;

    Batch() {
        told = new ArrayList<>();
    }

    private Batch(int size, long micros) {
        told = new ArrayList<>(size);
        this.micros = micros;
    }

    void add(Told event) {
        if (told.isEmpty()) {
            micros = EpochMicros.now();
        }
        append(event);
    }

    private void append(Told event) {
        told.add(event);
        bytes += EVENT_BYTES + event.bytes();
    }

    public List<Told> told() {
        return told;
    }

    /** When it began, since 1970. */
    public long micros() {
        return micros;
    }

    /** What it holds of our memory, roughly. */
    public long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    /** The same without the ends of tasks: what could not be recorded is not reported, or it would be reported twice. */
    public Batch withoutResults() {
        return with(event -> event instanceof Told.Finished ? null : event);
    }

    /** The same with other events; null instead of one takes it out. */
    public Batch with(UnaryOperator<Told> change) {
        Batch changed = new Batch(told.size(), micros);
        for (Told event : told) {
            Told now = change.apply(event);
            if (now != null) {
                changed.append(now);
            }
        }
        return changed;
    }
}
