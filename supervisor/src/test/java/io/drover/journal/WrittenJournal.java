package io.drover.journal;

import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.WrittenRows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;

/** A journal written row by row, for those who read one. */
public final class WrittenJournal extends WrittenRows {
    private final PreparedStatement tasks;

    public WrittenJournal(Path file) throws DatabaseException {
        super(file, Schema.KIND);
        tasks = prepare("""
                INSERT INTO tasks(id, run, seq, payload, state, last_run, attempts, started, nanos, slot, worker)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    /** Times are microseconds since 1970; {@code ended} 0 for a run that has not. */
    public void run(long id, long chain, long started, long ended, String command) {
        execute("INSERT INTO runs VALUES(%d, %d, %d, %s, %s, %s, '%s', x'', '/tmp', 'commands', x'', x'', x'', '1', 1, 1, %d, NULL, NULL)"
                .formatted(id, chain, started, ended == 0 ? "NULL" : String.valueOf(ended),
                        ended == 0 ? "NULL" : "'completed'", ended == 0 ? "NULL" : "0", command, ended == 0 ? 0 : 1));
    }

    /** A task of {@code run} that started at {@code started}; 0 if it did not. */
    public void task(long id, long run, String payload, String state, long started, long nanos, int slot) {
        task(id, run, payload.getBytes(StandardCharsets.UTF_8), state, started, nanos, slot);
    }

    public void task(long id, long run, byte[] payload, String state, long started, long nanos, int slot) {
        add(
                tasks,
                id,
                run,
                id,
                payload,
                state,
                started == 0 ? null : run,
                started == 0 ? 0 : 1,
                started == 0 ? null : started,
                nanos,
                slot,
                slot - 1);
    }
}
