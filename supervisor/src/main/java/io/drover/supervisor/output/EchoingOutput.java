package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Puts the command line of a task before its output. */
public final class EchoingOutput extends ForwardingOutput {
    private static final int UNKNOWN_SLOT = 1;

    /** Tasks whose command line is on its way, before the first part of their output. */
    private final Set<Long> echoed = new HashSet<>();
    /** Bytes that the next output will report as released and no worker has sent. */
    private final AtomicLong ownBytes = new AtomicLong();

    public EchoingOutput(Output next) {
        super(next);
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        if (echoed.add(task.id())) {
            // Which slot it is in will be told at its end.
            ByteString line = line(task, UNKNOWN_SLOT);
            ownBytes.addAndGet(line.size());
            super.chunk(task, false, line);
        }
        super.chunk(task, standardError, data);
    }

    @Override
    public void retried(FinishedTask attempt) {
        echoed.remove(attempt.task().id());
        super.retried(attempt);
    }

    @Override
    public void discard(TaskSpec task) {
        echoed.remove(task.id());
        super.discard(task);
    }

    @Override
    public void finished(FinishedTask finished) {
        boolean done = echoed.remove(finished.task().id()) || !finished.outcome().counts();
        super.finished(done ? finished : withLine(finished));
    }

    private static FinishedTask withLine(FinishedTask finished) {
        return finished.withOutput(line(finished.task(), finished.slot()).concat(finished.output()), finished.error());
    }

    private static ByteString line(TaskSpec task, int slot) {
        return ByteString.copyFrom(task.payloadForSlot(slot)).concat(ByteString.copyFromUtf8("\n"));
    }

    @Override
    public long takeReleasedBytes() {
        long released = super.takeReleasedBytes();
        long own = Math.min(released, ownBytes.get());
        ownBytes.addAndGet(-own);
        return released - own;
    }
}
