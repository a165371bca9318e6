package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Puts the command line of a task before its output. */
public final class EchoingOutput implements Output {
    private static final int UNKNOWN_SLOT = 1;

    private final Output next;
    /** Tasks whose command line is on its way, before the first part of their output. */
    private final Set<Long> echoed = new HashSet<>();
    /** Bytes that the next output will report as released and no worker has sent. */
    private final AtomicLong ownBytes = new AtomicLong();

    public EchoingOutput(Output next) {
        this.next = next;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        if (echoed.add(task.id())) {
            // Which slot it is in will be told at its end.
            ByteString line = line(task, UNKNOWN_SLOT);
            ownBytes.addAndGet(line.size());
            next.chunk(task, false, line);
        }
        next.chunk(task, standardError, data);
    }

    @Override
    public void retried(FinishedTask attempt) {
        echoed.remove(attempt.task().id());
        next.retried(attempt);
    }

    @Override
    public void discard(TaskSpec task) {
        echoed.remove(task.id());
        next.discard(task);
    }

    @Override
    public void finished(FinishedTask finished) {
        boolean done = echoed.remove(finished.task().id()) || finished.outcome() instanceof Outcome.Cancelled;
        next.finished(done ? finished : withLine(finished));
    }

    private static FinishedTask withLine(FinishedTask finished) {
        return new FinishedTask(
                finished.task(),
                finished.outcome(),
                finished.attempts(),
                finished.slot(),
                finished.worker(),
                finished.startEpochMicros(),
                finished.runNanos(),
                finished.userMicros(),
                finished.systemMicros(),
                finished.maxRssKib(),
                line(finished.task(), finished.slot()).concat(finished.output()),
                finished.error());
    }

    private static ByteString line(TaskSpec task, int slot) {
        return ByteString.copyFrom(task.payloadForSlot(slot)).concat(ByteString.copyFromUtf8("\n"));
    }

    @Override
    public void message(String line) {
        next.message(line);
    }

    @Override
    public void progress(Ledger.Totals totals, long total, int running) {
        next.progress(totals, total, running);
    }

    @Override
    public void flush() {
        next.flush();
    }

    @Override
    public long takeReleasedBytes() {
        long released = next.takeReleasedBytes();
        long own = Math.min(released, ownBytes.get());
        ownBytes.addAndGet(-own);
        return released - own;
    }

    @Override
    public boolean congested() {
        return next.congested();
    }

    @Override
    public OutputFailure failure() {
        return next.failure();
    }

    @Override
    public void onChange(Runnable wake) {
        next.onChange(wake);
    }

    @Override
    public void spawned(WorkerKey worker, int slots) {
        next.spawned(worker, slots);
    }

    @Override
    public void lost(WorkerKey worker, String reason) {
        next.lost(worker, reason);
    }

    @Override
    public void sent(WorkerKey worker, List<TaskState> tasks) {
        next.sent(worker, tasks);
    }

    @Override
    public void close() {
        next.close();
    }
}
