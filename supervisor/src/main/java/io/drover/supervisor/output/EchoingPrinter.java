package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Puts the command line of a task before its output. */
final class EchoingPrinter implements TaskPrinter {
    private static final int UNKNOWN_SLOT = 1;

    private final TaskPrinter rest;
    /** Tasks whose command line is printed, before the first part of their output. */
    private final Set<Long> echoed = new HashSet<>();

    EchoingPrinter(TaskPrinter rest) {
        this.rest = rest;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) throws IOException {
        if (echoed.add(task.id())) {
            // Which slot it is in will be told at its end.
            rest.chunk(task, false, line(task, UNKNOWN_SLOT));
        }
        rest.chunk(task, standardError, data);
    }

    @Override
    public void retried(FinishedTask attempt) throws IOException {
        echoed.remove(attempt.task().id());
        rest.retried(attempt);
    }

    @Override
    public void discard(TaskSpec task) {
        echoed.remove(task.id());
        rest.discard(task);
    }

    @Override
    public void finished(FinishedTask finished) throws IOException {
        boolean done = echoed.remove(finished.task().id()) || !finished.outcome().counts();
        rest.finished(done ? finished : withLine(finished));
    }

    private static FinishedTask withLine(FinishedTask finished) {
        return finished.withOutput(line(finished.task(), finished.slot()).concat(finished.output()), finished.error());
    }

    private static ByteString line(TaskSpec task, int slot) {
        return ByteString.copyFrom(task.payloadForSlot(slot)).concat(ByteString.copyFromUtf8("\n"));
    }

    @Override
    public void abandon() {
        rest.abandon();
    }

    @Override
    public void end() throws IOException {
        rest.end();
    }
}
