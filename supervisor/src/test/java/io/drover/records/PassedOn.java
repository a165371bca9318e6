package io.drover.records;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.Output;
import io.drover.supervisor.output.OutputFailure;
import java.util.concurrent.atomic.AtomicLong;

/** The output behind the records: remembers what it was given. */
final class PassedOn implements Output {
    final StringBuffer text = new StringBuffer();
    private final AtomicLong released = new AtomicLong();

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        text.append(data.toStringUtf8());
        released.addAndGet(data.size());
    }

    @Override
    public void discard(TaskSpec task) {
        text.append("[discard]");
    }

    @Override
    public void finished(FinishedTask finished) {
        text.append(finished.output().toStringUtf8()).append(finished.error().toStringUtf8());
    }

    @Override
    public void message(String line) {
        text.append(line).append('\n');
    }

    @Override
    public void progress(RunProgress progress) {}

    @Override
    public void flush() {}

    @Override
    public long takeReleasedBytes() {
        return released.getAndSet(0);
    }

    @Override
    public boolean congested() {
        return false;
    }

    @Override
    public OutputFailure failure() {
        return null;
    }

    @Override
    public void onChange(Runnable wake) {}

    @Override
    public void close() {}
}
