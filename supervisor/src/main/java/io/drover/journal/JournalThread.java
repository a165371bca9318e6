package io.drover.journal;

import io.drover.sqlite.Database;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.OutputFailure;
import io.drover.supervisor.output.Uninterruptibly;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one thread that writes the journal. Opens it first, then puts whatever has come since the last commit into the
 * next one: a lone result at once, many together.
 *
 * <p>Methods that are not private may be called from any thread.
 */
final class JournalThread {
    /** Between commits, unless there is much to write. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int MANY_ROWS = 2000;
    /** A task that takes longer gets a row before it has finished. */
    private static final long PENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final JournalConfig config;
    private final RunInfo info;
    private final Thread thread = new Thread(this::run, "drover-journal");
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Queue<List<Entry>> committed = new ConcurrentLinkedQueue<>();
    private final AtomicLong heldBytes = new AtomicLong();
    private final CompletableFuture<Opened> opened = new CompletableFuture<>();
    private volatile OutputFailure failure;
    private volatile Runnable wake = () -> {};

    // The thread's own.
    private Connection connection;
    private RunRow.Begun begun;
    private TaskStatements statements;
    private final OpenTasks open = new OpenTasks();
    private long lastCommit = System.nanoTime() - PAUSE_NANOS;

    /** What other threads need to know of a journal that is open. */
    record Opened(RunRow.Begun begun, TaskRows rows) {}

    private sealed interface Event {
        record Entries(List<Entry> entries, long bytes) implements Event {}

        record Read(OpenTasks.Read read) implements Event {}

        record InputEnd() implements Event {}

        record Barrier(CountDownLatch reached) implements Event {}

        record End(String ending, int exit) implements Event {}
    }

    JournalThread(JournalConfig config, RunInfo info) {
        this.config = config;
        this.info = info;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until the journal is open. */
    Opened opened() throws DatabaseException {
        try {
            return opened.get();
        } catch (ExecutionException e) {
            throw new DatabaseException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while the journal was opened", e);
        }
    }

    /** These tasks have been read, after those of the call before. */
    void read(List<TaskSpec> tasks) {
        events.add(new Event.Read(new OpenTasks.Read(tasks, System.nanoTime())));
    }

    void inputEnded() {
        events.add(new Event.InputEnd());
    }

    /** @param bytes what they hold of our memory */
    void write(List<Entry> entries, long bytes) {
        heldBytes.addAndGet(bytes);
        events.add(new Event.Entries(entries, bytes));
    }

    /** Entries that are in the journal for good; null for none. */
    List<Entry> takeCommitted() {
        return committed.poll();
    }

    /** Handed over and not written yet. */
    long heldBytes() {
        return heldBytes.get();
    }

    OutputFailure failure() {
        return failure;
    }

    void onChange(Runnable action) {
        wake = action;
    }

    /** Waits until all that was handed over is committed. */
    void sync() {
        CountDownLatch reached = new CountDownLatch(1);
        events.add(new Event.Barrier(reached));
        Uninterruptibly.await(reached);
    }

    void end(String ending, int exit) throws InterruptedException {
        events.add(new Event.End(ending, exit));
        thread.join();
    }

    private void run() {
        open();
        List<Event> batch = new ArrayList<>();
        Event.End end = null;
        while (end == null) {
            batch.clear();
            collect(batch);
            if (failure == null) {
                write(batch);
            }
            end = pass(batch);
        }
        close(end);
    }

    private void open() {
        try {
            connection = Database.create(config.file(), config.durable(), Schema.KIND);
            begun = RunRow.begin(connection, config.file(), config.mode(), info);
            TaskRows rows = new TaskRows(begun.base(), !config.mode().resumes());
            LargeOutputs outputs = new LargeOutputs(config.file(), begun.run());
            outputs.deleteAllBut(Database.texts(
                    connection,
                    "SELECT output_file FROM tasks WHERE output_file IS NOT NULL"
                            + " UNION SELECT error_file FROM tasks WHERE error_file IS NOT NULL"
                            + " UNION SELECT output_file FROM attempts WHERE output_file IS NOT NULL"
                            + " UNION SELECT error_file FROM attempts WHERE error_file IS NOT NULL"));
            statements = new TaskStatements(connection, rows, begun.run(), outputs, config.durable());
            opened.complete(new Opened(begun, rows));
        } catch (SQLException | IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            DatabaseException failed = e instanceof DatabaseException known
                    ? known
                    : new DatabaseException("cannot use " + config.file() + " as a journal: " + OutOfMemory.text(e), e);
            failure = new OutputFailure(false, failed.getMessage());
            opened.completeExceptionally(failed);
            wake.run();
        }
    }

    private void collect(List<Event> batch) {
        try {
            int rows = add(batch, open.isEmpty() ? events.take() : events.poll(PENDING_NANOS / 2, TimeUnit.NANOSECONDS));
            long left = lastCommit + PAUSE_NANOS - System.nanoTime();
            while (left > 0 && rows >= 0 && rows < MANY_ROWS && !batch.isEmpty()) {
                int more = add(batch, events.poll(left, TimeUnit.NANOSECONDS));
                rows = more < 0 ? -1 : rows + more;
                left = lastCommit + PAUSE_NANOS - System.nanoTime();
            }
            events.drainTo(batch);
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt this thread; End ends it.
        }
    }

    /** Its number of rows; negative if somebody waits for it. */
    private static int add(List<Event> batch, Event event) {
        if (event == null) {
            return 0;
        }
        batch.add(event);
        if (event instanceof Event.Entries entries) {
            return entries.entries().size();
        }
        return event instanceof Event.Barrier || event instanceof Event.End ? -1 : 0;
    }

    private void write(List<Event> batch) {
        try {
            long now = System.nanoTime();
            for (Event event : batch) {
                write(event);
            }
            open.takeReadBefore(now - PENDING_NANOS, this::pending);
            statements.execute();
            connection.commit();
            lastCommit = now;
        } catch (SQLException | IOException | RuntimeException | OutOfMemoryError e) {
            failure = new OutputFailure(false, "cannot write journal " + config.file() + ": " + OutOfMemory.text(e));
            wake.run();
        }
    }

    private void write(Event event) throws SQLException, IOException {
        if (event instanceof Event.Entries entries) {
            for (Entry entry : entries.entries()) {
                statements.add(entry);
                if (entry instanceof Entry.Finished finished) {
                    open.finished(finished.finished().task().id());
                }
            }
        } else if (event instanceof Event.Read read) {
            open.add(read.read());
        } else if (event instanceof Event.InputEnd) {
            RunRow.inputComplete(connection, begun.run());
        }
    }

    private void pending(TaskSpec task) {
        try {
            statements.pending(task);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** Gives back what is in the journal now. A failed journal gives nothing back: it would be reported twice. */
    private Event.End pass(List<Event> batch) {
        Event.End end = null;
        boolean news = false;
        for (Event event : batch) {
            if (event instanceof Event.Entries entries) {
                heldBytes.addAndGet(-entries.bytes());
                if (failure == null) {
                    committed.add(entries.entries());
                    news = true;
                }
            } else if (event instanceof Event.Barrier barrier) {
                barrier.reached().countDown();
            } else if (event instanceof Event.End last) {
                end = last;
            }
        }
        if (news) {
            wake.run();
        }
        return end;
    }

    private void close(Event.End end) {
        if (connection == null) {
            return;
        }
        try (Connection closing = connection) {
            if (begun != null) {
                closing.rollback();
                RunRow.end(closing, begun.run(), end.ending(), end.exit(), statements.counts());
                closing.commit();
            }
            closing.setAutoCommit(true);
            // Everything into the one file, as nobody expects a second one to be part of it.
            Database.execute(closing, List.of("PRAGMA wal_checkpoint(TRUNCATE)"));
        } catch (SQLException e) {
            failure = new OutputFailure(false, "cannot end journal " + config.file() + ": " + e.getMessage());
        }
    }

    private static final class UncheckedSqlException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UncheckedSqlException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
