package io.drover.journal;

import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.Batch;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.output.Station;
import io.drover.supervisor.output.Told;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Writes the journal. Opens it first, then puts whatever has come since the last commit into the next one: a lone result
 * at once, many together. Those behind know of nothing before it is committed: whatever the run is killed by, what was
 * reported is recorded, so nothing is reported twice.
 *
 * <p>Output that a mode shows while the task runs goes on with the next commit, before the task has ended.
 */
final class JournalStation implements Station {
    /** Between commits, unless there is much to write. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int MANY_EVENTS = 2000;
    private static final long MANY_BYTES = 4 << 20;
    /** How soon to look again for tasks that take long. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final JournalConfig config;
    private final RunInfo info;
    private final LongSupplier clock;
    private final Conveyor conveyor = new Conveyor("drover-journal", this);
    private final CompletableFuture<OpenJournal> opened = new CompletableFuture<>();

    // The conveyor's thread's own.
    /** Null if it cannot be opened. */
    private OpenJournal journal;
    /** Neither committed nor passed on. */
    private final List<Batch> held = new ArrayList<>();
    private int heldEvents;
    private long heldBytes;
    private boolean changed;
    private long lastCommit;

    JournalStation(JournalConfig config, RunInfo info) {
        this(config, info, System::nanoTime);
    }

    JournalStation(JournalConfig config, RunInfo info, LongSupplier clock) {
        this.config = config;
        this.info = info;
        this.clock = clock;
        lastCommit = clock.getAsLong() - PAUSE_NANOS;
    }

    Conveyor conveyor() {
        return conveyor;
    }

    /** Waits until the journal is open, for what other threads need to know of it. */
    OpenJournal opened() throws DatabaseException {
        try {
            return opened.get();
        } catch (ExecutionException e) {
            throw new DatabaseException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while the journal was opened", e);
        }
    }

    /** These tasks have been read, after those of the call before. Any thread. */
    void read(List<TaskSpec> tasks) {
        // Their age counts from their turn here: when this thread lags behind, so does what it hears of their ends.
        conveyor.call(0, () -> write(() -> journal.read(new OpenTasks.Read(tasks, clock.getAsLong()))));
    }

    /** Any thread. */
    void inputEnded() {
        conveyor.call(0, () -> write(() -> journal.inputEnded()));
    }

    @Override
    public void open() {
        try {
            journal = OpenJournal.open(config, info);
            opened.complete(journal);
        } catch (SQLException | IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            DatabaseException failed = e instanceof DatabaseException known
                    ? known
                    : new DatabaseException("cannot use " + config.file() + " as a journal: " + OutOfMemory.text(e), e);
            // First, so that whoever waits finds the reason.
            conveyor.fail(failed);
            opened.completeExceptionally(failed);
        }
    }

    @Override
    public void take(Batch batch) {
        for (Told event : batch.told()) {
            write(() -> write(event));
        }
        held.add(batch);
        heldEvents += batch.told().size();
        heldBytes += batch.bytes();
        if (heldEvents >= MANY_EVENTS || heldBytes >= MANY_BYTES) {
            commit(true);
        }
    }

    private void write(Conveyor.Call call) {
        if (conveyor.hasFailed()) {
            return;
        }
        try {
            call.run();
            changed = true;
        } catch (Exception | Error e) {
            conveyor.fail(e);
        }
    }

    private void write(Told event) throws SQLException, IOException {
        if (event instanceof Told.Finished finished) {
            journal.finished(finished.task());
        } else if (event instanceof Told.Chunk chunk) {
            journal.chunk(chunk.task(), chunk.standardError(), chunk.data());
        } else if (event instanceof Told.Retried retried) {
            journal.retried(retried.attempt());
        } else if (event instanceof Told.Discarded discarded) {
            journal.discarded(discarded.task());
        } else if (event instanceof Told.Running running) {
            journal.running(running.tasks());
        }
    }

    @Override
    public long rest() {
        long left = lastCommit + PAUSE_NANOS - clock.getAsLong();
        if (changed && left > 0) {
            return left;
        }
        commit(false);
        return !conveyor.hasFailed() && journal.hasOpenTasks() ? LOOK_NANOS : Conveyor.FOREVER;
    }

    private void commit(boolean busy) {
        long now = clock.getAsLong();
        write(() -> journal.commit(now, busy));
        changed = false;
        lastCommit = now;
        for (Batch batch : held) {
            conveyor.pass(conveyor.hasFailed() ? batch.withoutResults() : batch);
        }
        held.clear();
        heldEvents = 0;
        heldBytes = 0;
    }

    @Override
    public OutputFailure failed(Throwable cause) {
        return new OutputFailure(false, journal == null
                ? cause.getMessage()
                : "cannot write journal " + config.file() + ": " + OutOfMemory.text(cause));
    }

    @Override
    public void close() {
        commit(false);
    }

    /**
     * Ends the record, by another thread, after all that was told is in it.
     *
     * @param exit null where there is no status
     * @return why it is not complete, or null
     */
    OutputFailure end(String ending, Integer exit) {
        conveyor.join();
        OutputFailure incomplete = conveyor.hasFailed() ? conveyor.failure() : null;
        if (journal != null) {
            try {
                journal.end(ending, exit);
            } catch (SQLException e) {
                return incomplete != null
                        ? incomplete
                        : new OutputFailure(false, "cannot end journal " + config.file() + ": " + e.getMessage());
            }
        }
        return incomplete;
    }
}
