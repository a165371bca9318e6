package io.drover.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Tells other records of a task as the journal has it. */
final class Replay implements AutoCloseable {
    private static final int PIECE_BYTES = 64 << 10;

    private final JournalReader journal;
    private final OtherRecords records;
    private final PreparedStatement select;
    private long replayed;

    Replay(JournalReader journal, OtherRecords records) throws DatabaseException {
        this.journal = journal;
        this.records = records;
        this.select = journal.prepare("""
                SELECT t.*, f.class, f.message, f.detail
                FROM tasks t LEFT JOIN failures f ON f.task = t.id AND f.run = t.last_run WHERE t.id = ?""");
    }

    /** @param task as the input has it now */
    void tell(long row, TaskSpec task) throws IOException {
        // An id that none of those that will run has.
        TaskSpec told = task.withId(-(++replayed));
        try {
            select.setLong(1, row);
            try (ResultSet stored = select.executeQuery()) {
                if (stored.next()) {
                    printed(stored, told, false);
                    printed(stored, told, true);
                    records.finished(finished(stored, told));
                }
            }
        } catch (SQLException e) {
            throw journal.unreadable(e);
        }
    }

    private void printed(ResultSet stored, TaskSpec task, boolean standardError) throws SQLException, IOException {
        String name = standardError ? "error" : "output";
        byte[] inline = stored.getBytes(name);
        String file = stored.getString(name + "_file");
        if (inline != null) {
            records.chunk(task, standardError, UnsafeByteOperations.unsafeWrap(inline));
        } else if (file != null) {
            Path path = journal.outputs().resolve(file);
            try (InputStream in = Files.newInputStream(path)) {
                for (byte[] piece = in.readNBytes(PIECE_BYTES); piece.length > 0; piece = in.readNBytes(PIECE_BYTES)) {
                    records.chunk(task, standardError, UnsafeByteOperations.unsafeWrap(piece));
                }
            } catch (java.nio.file.NoSuchFileException e) {
                throw new DatabaseException("the output of task " + task.number() + " is gone: " + path
                        + " belongs to the journal; without --resume all tasks run again", e);
            }
        }
    }

    private static FinishedTask finished(ResultSet stored, TaskSpec task) throws SQLException {
        return new FinishedTask(
                task,
                outcome(stored),
                stored.getInt("attempts"),
                stored.getInt("slot"),
                stored.getInt("worker"),
                stored.getLong("started"),
                stored.getLong("nanos"),
                stored.getLong("user_us"),
                stored.getLong("system_us"),
                stored.getLong("rss_kib"),
                ByteString.EMPTY,
                ByteString.EMPTY);
    }

    private static Outcome outcome(ResultSet stored) throws SQLException {
        State state = State.named(stored.getString("state"));
        return switch (state) {
            case OK -> Outcome.OK;
            case TIMED_OUT -> Outcome.TIMED_OUT;
            case LOST -> new Outcome.Lost(stored.getString("message"));
            case FAILED -> failed(stored);
            case PENDING, RUNNING, CANCELLED -> throw new IllegalArgumentException("a task that is " + state.text());
        };
    }

    private static Outcome failed(ResultSet stored) throws SQLException {
        int signal = stored.getInt("signal");
        if (!stored.wasNull()) {
            return new Outcome.Signaled(signal);
        }
        int exit = stored.getInt("exit");
        if (!stored.wasNull()) {
            return new Outcome.Exited(exit);
        }
        String stack = stored.getString("detail");
        return new Outcome.Threw(stored.getString("class"), stored.getString("message"), stack == null ? "" : stack);
    }

    @Override
    public void close() throws DatabaseException {
        try {
            select.close();
        } catch (SQLException e) {
            throw journal.unreadable(e);
        }
    }
}
