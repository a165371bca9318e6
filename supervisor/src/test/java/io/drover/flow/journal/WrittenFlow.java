package io.drover.flow.journal;

import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.WrittenRows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;

/** The journal of a flow written row by row, for those who read one. Times are microseconds since 1970. */
public final class WrittenFlow extends WrittenRows {
    private final PreparedStatement items;

    public WrittenFlow(Path file, String... stages) throws DatabaseException {
        super(file, FlowSchema.KIND);
        for (int stage = 0; stage < stages.length; stage++) {
            execute("INSERT INTO stages VALUES(%d, '%s')".formatted(stage, stages[stage]));
        }
        items = prepare("""
                INSERT INTO items(id, stage, parent, value, state, run, attempts, came, started, nanos, worker, slot)
                VALUES(?, ?, ?, ?, ?, ?, 1, ?, ?, ?, 0, ?)""");
    }

    /** {@code ended} 0 for a run that has not; {@code slots} of each stage. */
    public void run(long id, long started, long ended, int... slots) {
        execute("INSERT INTO runs VALUES(%d, %d, %s, %s, %s, x'', '1', 1, 1, 'a flow', '/tmp')".formatted(
                id, started, ended == 0 ? "NULL" : ended, ended == 0 ? "NULL" : "'completed'", ended == 0 ? "NULL" : "0"));
        for (int stage = 0; stage < slots.length; stage++) {
            execute("INSERT INTO slots VALUES(%d, %d, %d)".formatted(id, stage, slots[stage]));
        }
    }

    /** Of the first run; {@code started} 0 for one that has not. */
    public void item(long id, int stage, long parent, String value, String state, long came, long started, long nanos, int slot) {
        add(
                items,
                id,
                stage,
                parent,
                value.getBytes(StandardCharsets.UTF_8),
                state,
                started == 0 ? null : 1,
                came == 0 ? null : came,
                started == 0 ? null : started,
                started == 0 ? null : nanos,
                started == 0 ? null : slot);
    }
}
