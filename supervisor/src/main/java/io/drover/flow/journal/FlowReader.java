package io.drover.flow.journal;

import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.sqlite.RowReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the journal of a flow, also while that goes on. Confined to one thread. */
public final class FlowReader implements AutoCloseable {
    private final RowReader rows;

    /**
     * Opens it.
     *
     * @param file the journal
     * @throws DatabaseException when it is none; the message is for the user
     */
    public FlowReader(Path file) throws DatabaseException {
        rows = new RowReader(file, FlowSchema.KIND);
    }

    /**
     * Whether a file is the journal of a flow, and not of a run without stages or something else.
     *
     * @param file which need not be there
     * @return true if it is
     * @throws DatabaseException if SQLite does not work here
     */
    public static boolean reads(Path file) throws DatabaseException {
        return Database.is(file, FlowSchema.KIND);
    }

    /**
     * Passes each row of an answer, as its columns by name.
     *
     * @param sql the question
     * @param each takes one row after the other
     * @throws DatabaseException when it cannot be read
     */
    public void query(String sql, Consumer<Map<String, Object>> each) throws DatabaseException {
        rows.query(sql, each);
    }

    /**
     * Lets all that follows see the journal as it is at the first query.
     *
     * @throws DatabaseException when it cannot be read
     */
    public void hold() throws DatabaseException {
        rows.hold();
    }

    /**
     * Passes on all items, in the order in which they came.
     *
     * @param valueBytes of longer values only the beginning is read
     * @param each takes one after the other
     * @throws DatabaseException when they cannot be read
     */
    public void items(int valueBytes, Consumer<KeptItem> each) throws DatabaseException {
        rows.each("SELECT " + KeptItem.COLUMNS + ", substr(value, 1, " + valueBytes + ") FROM items ORDER BY id",
                row -> each.accept(KeptItem.of(row)));
    }

    @Override
    public void close() throws DatabaseException {
        rows.close();
    }
}
