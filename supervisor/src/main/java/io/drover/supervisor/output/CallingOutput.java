package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/** Keeps what tasks print on standard output, and at the end prints it as {@link ShellCalls}; the rest goes on. */
public final class CallingOutput extends ForwardingOutput {
    private final ShellCalls calls;
    private final OutputStream out;
    private final Map<Long, ByteString> printed = new HashMap<>();
    /** Bytes of chunks that the next output will not see. */
    private long released;

    public CallingOutput(Output next, ShellCalls calls, OutputStream out) {
        super(next);
        this.calls = calls;
        this.out = out;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        if (standardError) {
            super.chunk(task, true, data);
        } else {
            printed.merge(task.id(), data, ByteString::concat);
            released += data.size();
        }
    }

    @Override
    public void retried(FinishedTask attempt) {
        printed.remove(attempt.task().id());
        super.retried(attempt);
    }

    @Override
    public void discard(TaskSpec task) {
        printed.remove(task.id());
        super.discard(task);
    }

    @Override
    public void finished(FinishedTask finished) {
        ByteString before = printed.remove(finished.task().id());
        if (finished.outcome().counts()) {
            ByteString all = before == null ? finished.output() : before.concat(finished.output());
            calls.add(finished.task(), all.toByteArray());
        }
        super.finished(finished.withOutput(ByteString.EMPTY, finished.error()));
    }

    @Override
    public long takeReleasedBytes() {
        long all = released + super.takeReleasedBytes();
        released = 0;
        return all;
    }

    @Override
    public void close() {
        super.close();
        try {
            calls.print(out);
        } catch (IOException e) {
            // The shell that would run them is gone.
        }
    }
}
