package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.util.HashMap;
import java.util.Map;

/** Leaves of what a task has printed its last line: {@code --latest-line} where nothing can be drawn. */
public final class LastLineOutput extends ForwardingOutput {
    private static final ByteString NEWLINE = ByteString.copyFromUtf8("\n");

    private final Map<Long, LatestLine> lines = new HashMap<>();
    private long swallowed;

    public LastLineOutput(Output next) {
        super(next);
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        lines.computeIfAbsent(task.id(), id -> new LatestLine()).add(standardError, data);
        swallowed += data.size();
    }

    @Override
    public void retried(FinishedTask attempt) {
        lines.remove(attempt.task().id());
    }

    @Override
    public void discard(TaskSpec task) {
        lines.remove(task.id());
    }

    @Override
    public void finished(FinishedTask finished) {
        LatestLine latest = lines.remove(finished.task().id());
        latest = latest == null ? new LatestLine() : latest;
        latest.add(true, finished.error());
        latest.add(false, finished.output());
        latest.end();
        ByteString line = latest.line();
        super.finished(finished.withOutput(line.isEmpty() ? line : line.concat(NEWLINE), ByteString.EMPTY));
    }

    @Override
    public long takeReleasedBytes() {
        long released = super.takeReleasedBytes() + swallowed;
        swallowed = 0;
        return released;
    }
}
