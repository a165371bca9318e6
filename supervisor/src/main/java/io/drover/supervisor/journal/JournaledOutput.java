package io.drover.supervisor.journal;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.output.Output;
import io.drover.supervisor.output.OutputFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts every finished task into the journal, and lets the output behind it know of the task only after that is
 * committed: whatever the run is killed by, what was reported is recorded, so nothing is reported twice.
 *
 * <p>Output that a mode shows while the task runs is not held back.
 */
final class JournaledOutput implements Output {
    private static final long CONGESTED_BYTES = 16 << 20;

    private final Output inner;
    private final JournalThread journal;
    private final Map<Long, Captured> running = new HashMap<>();
    private List<Entry> batch = new ArrayList<>();
    private long batchBytes;
    /** What the inner one is done with and we have not said. */
    private long releasedBytes;
    private boolean congested;

    JournaledOutput(Output inner, JournalThread journal) {
        this.inner = inner;
        this.journal = journal;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        keep(task, running.computeIfAbsent(task.id(), id -> new Captured()), standardError, data);
        inner.chunk(task, standardError, data);
    }

    private void keep(TaskSpec task, Captured captured, boolean standardError, ByteString data) {
        ByteString large = captured.add(standardError, data);
        if (!large.isEmpty()) {
            add(new Entry.Piece(task.id(), standardError, large));
        }
    }

    @Override
    public void retried(FinishedTask attempt) {
        running.remove(attempt.task().id());
        add(new Entry.Retried(attempt));
        inner.retried(attempt);
    }

    @Override
    public void discard(TaskSpec task) {
        if (running.remove(task.id()) != null) {
            add(new Entry.Discarded(task.id()));
        }
        inner.discard(task);
    }

    @Override
    public void finished(FinishedTask finished) {
        Captured captured = running.isEmpty() ? null : running.remove(finished.task().id());
        if (captured != null || finished.output().size() > Captured.INLINE_BYTES || !finished.error().isEmpty()) {
            captured = captured == null ? new Captured() : captured;
            keep(finished.task(), captured, false, finished.output());
            keep(finished.task(), captured, true, finished.error());
        }
        add(new Entry.Finished(finished, captured));
    }

    private void add(Entry entry) {
        batch.add(entry);
        batchBytes += entry.bytes();
    }

    @Override
    public void submitted(List<TaskSpec> tasks) {
        inner.submitted(tasks);
    }

    @Override
    public void spawned(WorkerKey worker, int slots) {
        inner.spawned(worker, slots);
    }

    @Override
    public void lost(WorkerKey worker, String reason) {
        inner.lost(worker, reason);
    }

    @Override
    public void sent(WorkerKey worker, List<TaskState> tasks) {
        inner.sent(worker, tasks);
    }

    @Override
    public void message(String line) {
        inner.message(line);
    }

    @Override
    public void progress(Ledger.Totals totals, long total, int inFlight) {
        inner.progress(totals, total, inFlight);
    }

    @Override
    public void flush() {
        hand();
        report();
        inner.flush();
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
                    inner.finished(finished.finished());
                }
            }
        }
    }

    /** Workers may send more output only when this one too is done with enough of what they have sent. */
    @Override
    public long takeReleasedBytes() {
        releasedBytes += inner.takeReleasedBytes();
        long released = journal.heldBytes() > CONGESTED_BYTES ? 0 : releasedBytes;
        releasedBytes -= released;
        return released;
    }

    @Override
    public boolean congested() {
        congested = batchBytes + journal.heldBytes() > (congested ? CONGESTED_BYTES / 2 : CONGESTED_BYTES);
        // Both, as the inner one also counts on being asked.
        return inner.congested() | congested;
    }

    @Override
    public OutputFailure failure() {
        OutputFailure failure = inner.failure();
        return failure == null ? journal.failure() : failure;
    }

    @Override
    public void onChange(Runnable wake) {
        inner.onChange(wake);
        journal.onChange(wake);
    }

    @Override
    public void close() {
        hand();
        journal.sync();
        report();
        inner.close();
    }
}
