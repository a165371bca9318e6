package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.Valve;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.util.HashMap;
import java.util.Map;

/** Hands over the results of the last stage, and has all that tasks print printed. In the loop. */
final class ResultFollower implements Follower {
    private final Follower printer;
    private final ResultQueue results;
    /** Of large results, by task. */
    private final Map<Long, ByteString> parts = new HashMap<>();

    ResultFollower(Follower printer, ResultQueue results) {
        this.printer = printer;
        this.results = results;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data, Receipt receipt) {
        if (standardError) {
            printer.chunk(task, true, data, receipt);
        } else {
            parts.merge(task.id(), data, ByteString::concat);
            receipt.give(data.size());
        }
    }

    @Override
    public void retried(FinishedTask attempt) {
        parts.remove(attempt.task().id());
        printer.retried(attempt.withOutput(ByteString.EMPTY, attempt.error()));
    }

    @Override
    public void discarded(TaskSpec task) {
        parts.remove(task.id());
        printer.discarded(task);
    }

    @Override
    public void finished(FinishedTask task) {
        ByteString result = parts.isEmpty() ? task.output() : parts.merge(task.task().id(), task.output(), ByteString::concat);
        parts.remove(task.task().id());
        if (task.outcome().ok() && !result.isEmpty()) {
            results.add(result);
        }
        printer.finished(task.withOutput(ByteString.EMPTY, task.error()));
    }

    @Override
    public void message(String line) {
        printer.message(line);
    }

    @Override
    public void roundOver() {
        printer.roundOver();
    }

    @Override
    public Valve valve() {
        return results;
    }

    @Override
    public void over(Runnable done) {
        printer.over(done);
    }
}
