package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Leaves of what a task has printed its last line: {@code --latest-line} where nothing can be drawn. */
final class LastLinePrinter implements TaskPrinter {
    private static final ByteString NEWLINE = ByteString.copyFromUtf8("\n");

    private final TaskPrinter rest;
    private final Map<Long, LatestLine> lines = new HashMap<>();

    LastLinePrinter(TaskPrinter rest) {
        this.rest = rest;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        lines.computeIfAbsent(task.id(), id -> new LatestLine()).add(standardError, data);
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
    public void finished(FinishedTask finished) throws IOException {
        LatestLine latest = lines.remove(finished.task().id());
        latest = latest == null ? new LatestLine() : latest;
        latest.add(true, finished.error());
        latest.add(false, finished.output());
        latest.end();
        ByteString line = latest.line();
        rest.finished(finished.withOutput(line.isEmpty() ? line : line.concat(NEWLINE), ByteString.EMPTY));
    }

    @Override
    public void abandon() {
        lines.clear();
        rest.abandon();
    }

    @Override
    public void end() throws IOException {
        rest.end();
    }
}
