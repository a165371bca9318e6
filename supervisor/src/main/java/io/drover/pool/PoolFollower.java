package io.drover.pool;

import com.google.protobuf.ByteString;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.TaskSpec;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Hands the ends of tasks to their futures. In the loop, but for the completions. */
final class PoolFollower implements Follower {
    /** Of what a task prints more than that is not kept. */
    private static final int MOST_OUTPUT = 1 << 20;

    private final Pending pending;
    private final Completions completions;
    private final PrintStream output;
    private final ClassLoader loader;
    private final CompletableFuture<RuntimeException> over;
    private final Map<Long, ByteString> printed = new HashMap<>();

    /** @param over completed when the pool is over, with why it does nothing more */
    PoolFollower(
            Pending pending,
            Completions completions,
            PrintStream output,
            ClassLoader loader,
            CompletableFuture<RuntimeException> over) {
        this.pending = pending;
        this.completions = completions;
        this.output = output;
        this.loader = loader;
        this.over = over;
    }

    private static Submission<?> of(TaskSpec task) {
        return (Submission<?>) task.origin();
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data, Receipt receipt) {
        if (standardError) {
            printed.merge(task.id(), data, PoolFollower::joined);
        } else {
            of(task).chunk(data);
        }
        receipt.give(data.size());
    }

    private static ByteString joined(ByteString before, ByteString more) {
        return before.size() > MOST_OUTPUT ? before : before.concat(more);
    }

    @Override
    public void retried(FinishedTask attempt) {
        of(attempt.task()).forget();
    }

    @Override
    public void discarded(TaskSpec task) {
        of(task).forget();
        printed.remove(task.id());
    }

    @Override
    public void finished(FinishedTask task) {
        Submission<?> submission = of(task.task());
        pending.leave(submission);
        submission.finished(task);
        ByteString before = printed.isEmpty() ? null : printed.remove(task.task().id());
        ByteString said = before == null ? task.error() : joined(before, task.error());
        completions.add(() -> {
            if (!said.isEmpty()) {
                print(said);
            }
            submission.complete(loader, over);
        });
    }

    private void print(ByteString text) {
        String lines = text.toString(StandardCharsets.UTF_8);
        output.print(lines.endsWith("\n") ? lines : lines + "\n");
        output.flush();
    }

    @Override
    public void message(String line) {
        completions.add(() -> print(ByteString.copyFromUtf8("drover: " + line)));
    }

    @Override
    public void roundOver() {
        completions.go();
    }
}
