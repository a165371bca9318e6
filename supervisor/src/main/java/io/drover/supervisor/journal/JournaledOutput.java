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
    private List<Row> batch = new ArrayList<>();
    private long batchBytes;
    private boolean congested;

    JournaledOutput(Output inner, JournalThread journal) {
        this.inner = inner;
        this.journal = journal;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        running.computeIfAbsent(task.id(), id -> new Captured()).add(standardError, data);
        inner.chunk(task, standardError, data);
    }

    @Override
    public void discard(TaskSpec task) {
        running.remove(task.id());
        inner.discard(task);
    }

    @Override
    public void finished(FinishedTask finished) {
        Row row = new Row(finished, running.isEmpty() ? null : running.remove(finished.task().id()));
        batch.add(row);
        batchBytes += row.bytes();
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
            journal.finished(batch, batchBytes);
            batch = new ArrayList<>();
            batchBytes = 0;
        }
    }

    private void report() {
        for (List<Row> rows = journal.takeCommitted(); rows != null; rows = journal.takeCommitted()) {
            rows.forEach(row -> inner.finished(row.finished()));
        }
    }

    @Override
    public long takeReleasedBytes() {
        return inner.takeReleasedBytes();
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
