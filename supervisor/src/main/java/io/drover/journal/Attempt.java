package io.drover.journal;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One start of a task, and what came of it.
 *
 * @param task its row in the journal
 * @param seq its number in the input
 * @param attempt which one it was in its run, from 1
 * @param last its outcome is that of the task
 * @param state how it ended
 * @param startMicros since 1970
 * @param exit null where it did not exit
 * @param signal null where no signal ended it
 * @param cpuMicros user and system time; 0 when unknown
 * @param rssKib the most memory it had; 0 when unknown
 * @param payload command line or input of a Java task, or the beginning of it
 */
public record Attempt(
        long task,
        long seq,
        long run,
        int attempt,
        boolean last,
        State state,
        long startMicros,
        long nanos,
        int slot,
        int worker,
        Integer exit,
        Integer signal,
        long cpuMicros,
        long rssKib,
        byte[] payload) {

    static Attempt of(ResultSet row) throws SQLException {
        return new Attempt(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                row.getBoolean(5),
                State.named(row.getString(6)),
                row.getLong(7),
                row.getLong(8),
                row.getInt(9),
                row.getInt(10),
                (Integer) row.getObject(11),
                (Integer) row.getObject(12),
                row.getLong(13) + row.getLong(14),
                row.getLong(15),
                row.getBytes(16));
    }

    /** It came to an end that is not a good one; what a stop has taken away has not. */
    public boolean bad() {
        return state.finished() && state != State.OK;
    }
}
