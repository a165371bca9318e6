package io.drover.flow.journal;

import io.drover.supervisor.core.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a journal has of an item. Times are microseconds since 1970, and 0 where nobody knows.
 *
 * @param id none other has it
 * @param stage its number, from 0
 * @param parent the item whose task gave it; 0: it came from outside
 * @param state {@code pending}, {@code ok}, {@code failed}, {@code timed_out}, {@code lost} or {@code skipped}
 * @param run who brought it to its end; 0: nobody yet
 * @param attempts how often its task was started
 * @param cameMicros when it came to its stage
 * @param startMicros when the last attempt began
 * @param nanos how long that took
 * @param worker who ran it, from 0
 * @param slot in which, from 1
 * @param exit null where it did not exit
 * @param signal null where no signal ended it
 * @param ownTask false where another item of its task stands for it
 * @param why it did not succeed; null: it did, or there is no more to say
 * @param value the bytes, or the beginning of them
 */
public record KeptItem(
        long id,
        int stage,
        long parent,
        String state,
        long run,
        int attempts,
        long cameMicros,
        long startMicros,
        long nanos,
        int worker,
        int slot,
        Integer exit,
        Integer signal,
        boolean ownTask,
        String why,
        byte[] value) {

    /** What {@link #of} reads, but for the value behind it. */
    static final String COLUMNS = "id, stage, parent, state, run, attempts, came, started, nanos, worker, slot, exit, signal, task, why";

    static KeptItem of(ResultSet row) throws SQLException {
        return new KeptItem(
                row.getLong(1),
                row.getInt(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                row.getInt(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getInt(10),
                row.getInt(11),
                (Integer) row.getObject(12),
                (Integer) row.getObject(13),
                row.getObject(14) == null,
                row.getString(15),
                row.getBytes(16));
    }

    /** {@return whether it has come to its end} */
    public boolean ended() {
        return !state.equals("pending");
    }

    /** {@return whether its task was started, and it has come to its end} */
    public boolean ran() {
        return ended() && startMicros > 0;
    }

    /** {@return how its task ended, which has run} */
    public Outcome outcome() {
        return switch (state) {
            case "ok" -> Outcome.OK;
            case "timed_out" -> Outcome.TIMED_OUT;
            case "lost" -> new Outcome.Lost(why);
            default -> signal != null ? new Outcome.Signaled(signal) : exit != null ? new Outcome.Exited(exit) : new Outcome.Threw(why, null, "");
        };
    }

    /** {@return whether its end is not a good one} */
    public boolean bad() {
        return ended() && !state.equals("ok") && !state.equals("skipped");
    }
}
