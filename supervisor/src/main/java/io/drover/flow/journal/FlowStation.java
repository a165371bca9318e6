package io.drover.flow.journal;

import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.output.Batch;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.output.Station;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes the journal of a flow, many events with one commit. Those behind know of nothing before that.
 *
 * <p>Confined to the thread of its conveyor, unless a method says otherwise.
 */
final class FlowStation implements Station {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int MANY = 2000;

    private final FlowRows rows;
    private final Conveyor conveyor = new Conveyor("drover-journal", this);
    private final List<Batch> held = new ArrayList<>();
    private int written;
    private long lastCommit = System.nanoTime();

    FlowStation(FlowRows rows) {
        this.rows = rows;
    }

    /** Something that has happened. */
    interface Event {
        void write(FlowRows rows) throws SQLException;
    }

    /** Any thread. */
    Conveyor conveyor() {
        return conveyor;
    }

    /**
     * Writes them in their turn. Any thread.
     *
     * @param bytes what they hold of our memory
     */
    void write(List<Event> events, long bytes) {
        conveyor.call(bytes, () -> write(events));
    }

    private void write(List<Event> events) throws SQLException {
        if (!conveyor.hasFailed()) {
            for (Event event : events) {
                event.write(rows);
            }
            written += events.size();
        }
    }

    @Override
    public void take(Batch batch) {
        held.add(batch);
        if (written >= MANY) {
            commit();
        }
    }

    @Override
    public long rest() {
        long left = lastCommit + PAUSE_NANOS - System.nanoTime();
        if (written > 0 && left > 0) {
            return left;
        }
        commit();
        return Conveyor.FOREVER;
    }

    private void commit() {
        try {
            if (written > 0 && !conveyor.hasFailed()) {
                rows.commit();
            }
        } catch (SQLException | RuntimeException | Error e) {
            conveyor.fail(e);
        }
        written = 0;
        lastCommit = System.nanoTime();
        for (Batch batch : held) {
            conveyor.pass(conveyor.hasFailed() ? batch.withoutResults() : batch);
        }
        held.clear();
    }

    @Override
    public OutputFailure failed(Throwable cause) {
        return new OutputFailure(false, "cannot write journal " + rows.file() + ": " + OutOfMemory.text(cause));
    }

    @Override
    public void close() {
        commit();
    }
}
