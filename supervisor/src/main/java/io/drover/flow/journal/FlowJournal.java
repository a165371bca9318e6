package io.drover.flow.journal;

import com.google.protobuf.ByteString;
import io.drover.journal.JournalConfig;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.output.Conveyor;
import io.drover.wire.EpochMicros;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the items of a flow in an SQLite file, so that it goes on after a kill. What a task gave is committed with its end: a task whose
 * end is not there when all is killed runs again, and what it gave before is forgotten with it.
 *
 * <p>Told by the loop; writes in a thread of its own.
 */
public final class FlowJournal implements Recorder {
    /** What an event takes on the heap, roughly. */
    private static final int EVENT_BYTES = 200;

    private final FlowRows rows;
    private final FlowStation station;
    /** Those that came from outside in earlier runs, and have not come again. */
    private final Seen known = new Seen();
    /** Of this round. */
    private List<FlowStation.Event> events = new ArrayList<>();
    private long bytes;
    /** When the first of them was, since 1970: one look at the clock is enough for a round. */
    private long micros;

    /**
     * Where a flow is recorded, how, and what of it.
     *
     * @param place the file, and what is taken over from it
     * @param command what people call the flow: its command line as they would type it
     * @param arguments the command line, NUL after each word
     * @param version of Drover
     */
    public record Config(JournalConfig place, String command, byte[] arguments, String version) {}

    /**
     * What is kept of a stage.
     *
     * @param name of the stage
     * @param slots how many of its tasks run at a time
     */
    public record Kept(String name, int slots) {}

    /** Takes tasks of earlier runs. */
    @FunctionalInterface
    public interface Ended {
        /**
         * One of them.
         *
         * @param item by which it is known, and which has its end
         * @param values of all items that it had
         * @throws IOException when nothing more is to come
         */
        void take(KeptItem item, List<ByteString> values) throws IOException;
    }

    private FlowJournal(FlowRows rows) {
        this.rows = rows;
        this.station = new FlowStation(rows);
    }

    /**
     * Takes the file for this process.
     *
     * @param config which file
     * @param stages in their order
     * @return to be ended
     * @throws IOException when it cannot be used; the message is for the user
     */
    public static FlowJournal open(Config config, List<Kept> stages) throws IOException {
        try {
            return new FlowJournal(FlowRows.open(config, stages));
        } catch (SQLException e) {
            throw new DatabaseException("cannot use " + config.place().file() + " as a journal: " + e.getMessage(), e);
        }
    }

    /**
     * Where all that follows the flow comes by, to go on when it is committed.
     *
     * @param next where it goes
     * @return started
     */
    public Conveyor before(Conveyor next) {
        return station.conveyor().leadTo(next).start();
    }

    /**
     * Tells of the items that came to their end in earlier runs. Before the flow runs.
     *
     * @param each takes one after the other
     * @throws IOException when they cannot be read; the message is for the user
     */
    public void ended(Ended each) throws IOException {
        try {
            rows.forEachEnded(each);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private IOException unreadable(SQLException cause) {
        return new DatabaseException("cannot read journal " + rows.file() + ": " + cause.getMessage(), cause);
    }

    @Override
    public long restore(Restored flow) throws IOException {
        try {
            return rows.forEach((item, stage, input, fromOutside, pending) -> {
                flow.seen(stage, input, item.value());
                if (fromOutside) {
                    known.add(item.value());
                }
                if (pending) {
                    flow.waits(stage, input, item);
                }
            });
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public boolean isKnown(ByteString value) {
        return known.take(value);
    }

    @Override
    public void item(Item item, int stage, String input, long parent) {
        long came = roundMicros();
        add(written -> written.add(item, stage, input, parent, came), item.value().size());
    }

    @Override
    public void skipped(long item) {
        roundMicros();
        add(written -> written.skipped(item), 0);
    }

    @Override
    public void finished(long item, FinishedTask task) {
        // Without what it has printed, which may be large.
        roundMicros();
        FinishedTask end = task.withOutput(ByteString.EMPTY, ByteString.EMPTY);
        add(written -> written.finished(item, end), task.task().payload().size());
    }

    private long roundMicros() {
        if (events.isEmpty()) {
            micros = EpochMicros.now();
        }
        return micros;
    }

    private void add(FlowStation.Event event, int size) {
        events.add(event);
        bytes += EVENT_BYTES + size;
    }

    @Override
    public void roundOver() {
        if (!events.isEmpty()) {
            station.write(events, bytes);
            events = new ArrayList<>();
            bytes = 0;
        }
    }

    /**
     * Ends the record, after all that was told is in it.
     *
     * @param ending in a word or a few, how the flow ended
     * @param exit the status; null where there is none
     * @return why it is not complete, or null
     */
    public OutputFailure end(String ending, Integer exit) {
        station.conveyor().join();
        try {
            rows.end(ending, exit);
        } catch (SQLException e) {
            return new OutputFailure(false, "cannot end journal " + rows.file() + ": " + e.getMessage());
        }
        return station.conveyor().hasFailed() ? station.conveyor().failure() : null;
    }
}
