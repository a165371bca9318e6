package io.drover.supervisor.journal;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One start of a task, and what came of it.
 *
 * @param task its row in the journal
 * @param seq its number in the input
 * @param attempt which one it was in its run, from 1
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
                State.named(row.getString(5)),
                row.getLong(6),
                row.getLong(7),
                row.getInt(8),
                row.getInt(9),
                (Integer) row.getObject(10),
                (Integer) row.getObject(11),
                row.getLong(12) + row.getLong(13),
                row.getLong(14),
                row.getBytes(15));
    }

    /** It came to an end that is not a good one; what a stop has taken away has not. */
    public boolean bad() {
        return state.finished() && state != State.OK;
    }
}
