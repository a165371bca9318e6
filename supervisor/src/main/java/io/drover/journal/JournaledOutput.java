package io.drover.journal;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.ForwardingOutput;
import io.drover.supervisor.output.Output;
import io.drover.supervisor.output.OutputFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Puts every finished task into the journal, and lets the output behind it know of the task only after that is
 * committed: whatever the run is killed by, what was reported is recorded, so nothing is reported twice.
 *
 * <p>Output that a mode shows while the task runs is not held back.
 */
final class JournaledOutput extends ForwardingOutput {
    private static final long CONGESTED_BYTES = 16 << 20;
    /** Who runs for less is seldom seen running. */
    private static final long SHOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final JournalThread journal;
    private final Map<Long, Captured> running = new HashMap<>();
    /** Tasks that the journal knows to run. */
    private Set<Long> told = new HashSet<>();
    private List<Entry> batch = new ArrayList<>();
    private long batchBytes;
    /** What the next one is done with and we have not said. */
    private long releasedBytes;
    private boolean congested;

    JournaledOutput(Output next, JournalThread journal) {
        super(next);
        this.journal = journal;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        keep(task, running.computeIfAbsent(task.id(), id -> new Captured()), standardError, data);
        super.chunk(task, standardError, data);
    }

    private void keep(TaskSpec task, Captured captured, boolean standardError, ByteString data) {
        ByteString large = captured.add(standardError, data);
        if (!large.isEmpty()) {
            add(new Entry.Piece(task.id(), standardError, large));
        }
    }

    @Override
    public void retried(FinishedTask attempt) {
        add(new Entry.Retried(attempt, all(attempt)));
        told.remove(attempt.task().id());
        super.retried(attempt);
    }

    @Override
    public void running(List<RunningTask> tasks) {
        Set<Long> now = new HashSet<>();
        for (RunningTask task : tasks) {
            if (task.runNanos() >= SHOWN_NANOS) {
                now.add(task.task().id());
                if (!told.contains(task.task().id())) {
                    add(new Entry.Running(task));
                }
            }
        }
        told = now;
        super.running(tasks);
    }

    @Override
    public void discard(TaskSpec task) {
        if (running.remove(task.id()) != null) {
            add(new Entry.Discarded(task.id()));
        }
        super.discard(task);
    }

    @Override
    public void finished(FinishedTask finished) {
        add(new Entry.Finished(finished, all(finished)));
    }

    /** What an attempt that is over has printed; null if {@code attempt} has all of it, and it is small. */
    private Captured all(FinishedTask attempt) {
        Captured captured = running.isEmpty() ? null : running.remove(attempt.task().id());
        if (captured != null || attempt.output().size() > Captured.INLINE_BYTES || !attempt.error().isEmpty()) {
            captured = captured == null ? new Captured() : captured;
            keep(attempt.task(), captured, false, attempt.output());
            keep(attempt.task(), captured, true, attempt.error());
        }
        return captured;
    }

    private void add(Entry entry) {
        batch.add(entry);
        batchBytes += entry.bytes();
    }

    @Override
    public void flush() {
        hand();
        report();
        super.flush();
    }

    private void hand() {
        if (!batch.isEmpty()) {
            journal.write(batch, batchBytes);
            batch = new ArrayList<>();
            batchBytes = 0;
        }
    }

    private void report() {
        for (List<Entry> entries = journal.takeCommitted(); entries != null; entries = journal.takeCommitted()) {
            for (Entry entry : entries) {
                if (entry instanceof Entry.Finished finished) {
                    next().finished(finished.finished());
                }
            }
        }
    }

    /** Workers may send more output only when this one too is done with enough of what they have sent. */
    @Override
    public long takeReleasedBytes() {
        releasedBytes += super.takeReleasedBytes();
        long released = journal.heldBytes() > CONGESTED_BYTES ? 0 : releasedBytes;
        releasedBytes -= released;
        return released;
    }

    @Override
    public boolean congested() {
        congested = batchBytes + journal.heldBytes() > (congested ? CONGESTED_BYTES / 2 : CONGESTED_BYTES);
        // Both, as the next one also counts on being asked.
        return super.congested() | congested;
    }

    @Override
    public OutputFailure failure() {
        OutputFailure failure = super.failure();
        return failure == null ? journal.failure() : failure;
    }

    @Override
    public void onChange(Runnable wake) {
        super.onChange(wake);
        journal.onChange(wake);
    }

    @Override
    public void close() {
        hand();
        journal.sync();
        report();
        super.close();
    }
}
