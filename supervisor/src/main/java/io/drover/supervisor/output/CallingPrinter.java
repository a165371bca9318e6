package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Keeps what tasks print on standard output, and at the end prints it as {@link ShellCalls}; the rest goes on. */
final class CallingPrinter implements TaskPrinter {
    private final TaskPrinter rest;
    private final ShellCalls calls;
    private final Streams streams;
    private final Map<Long, ByteString> printed = new HashMap<>();

    CallingPrinter(TaskPrinter rest, ShellCalls calls, Streams streams) {
        this.rest = rest;
        this.calls = calls;
        this.streams = streams;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) throws IOException {
        if (standardError) {
            rest.chunk(task, true, data);
        } else {
            printed.merge(task.id(), data, ByteString::concat);
        }
    }

    @Override
    public void retried(FinishedTask attempt) throws IOException {
        printed.remove(attempt.task().id());
        rest.retried(attempt.withOutput(ByteString.EMPTY, attempt.error()));
    }

    @Override
    public void discard(TaskSpec task) {
        printed.remove(task.id());
        rest.discard(task);
    }

    @Override
    public void finished(FinishedTask finished) throws IOException {
        ByteString before = printed.remove(finished.task().id());
        if (finished.outcome().counts()) {
            ByteString all = before == null ? finished.output() : before.concat(finished.output());
            calls.add(finished.task(), all.toByteArray());
        }
        rest.finished(finished.withOutput(ByteString.EMPTY, finished.error()));
    }

    @Override
    public void abandon() {
        rest.abandon();
    }

    @Override
    public void end() throws IOException {
        rest.end();
        calls.print(streams.stream(false));
    }
}
