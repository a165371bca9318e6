package io.drover.pool;

import com.google.protobuf.ByteString;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.WorkerKey;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Hands the ends of tasks to their futures. In the loop, but for the completions. */
final class PoolFollower implements Follower {
    private final Pending pending;
    private final Completions completions;
    private final Unbegun unbegun;
    private final Tally tally;
    private final Progress progress;
    private final PrintStream output;
    private final ClassLoader loader;
    private final CompletableFuture<RuntimeException> over;

    /** @param over completed when the pool is over, with why it does nothing more */
    PoolFollower(
            Pending pending,
            Completions completions,
            Unbegun unbegun,
            Tally tally,
            Progress progress,
            PrintStream output,
            ClassLoader loader,
            CompletableFuture<RuntimeException> over) {
        this.pending = pending;
        this.completions = completions;
        this.unbegun = unbegun;
        this.tally = tally;
        this.progress = progress;
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
            of(task).printed(data);
        } else {
            of(task).chunk(data);
        }
        receipt.give(data.size());
    }

    @Override
    public void spawned(WorkerKey worker, int slots) {
        tally.spawned(worker, slots);
    }

    @Override
    public void ready(WorkerKey worker) {
        tally.ready(worker);
    }

    @Override
    public void lost(WorkerKey worker, String reason) {
        tally.lost();
    }

    @Override
    public void gone(WorkerKey worker) {
        tally.gone(worker);
    }

    @Override
    public void progress(RunProgress run) {
        progress.tell(tally.counts(run.running(), pending.size()));
    }

    @Override
    public void retried(FinishedTask attempt) {
        Submission<?> submission = of(attempt.task());
        tally.ran(attempt, submission);
        submission.forget();
    }

    @Override
    public void discarded(TaskSpec task) {
        of(task).forget();
    }

    @Override
    public void finished(FinishedTask task) {
        Submission<?> submission = of(task.task());
        pending.leave(submission);
        tally.finished(task, submission);
        submission.finished(task);
        if (task.outcome().kind() == Outcome.Kind.CANCELLED && task.attempts() == 0 && !submission.future().isDone()) {
            unbegun.add(submission.future());
        }
        completions.add(submission.future(), () -> {
            print(submission.text());
            submission.complete(loader, over);
        });
    }

    private void print(String lines) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            output.print(lines);
            output.flush();
        } catch (RuntimeException | Error e) {
            // The user's own stream. A future that is not completed would be worse than a line that is lost.
        }
    }

    /** Whoever has the future of one that is late is told there. */
    @Override
    public void threadDump(WorkerKey worker, String stacks, List<Stuck> late) {
        if (late.isEmpty()) {
            Follower.super.threadDump(worker, stacks, late);
        }
        late.forEach(stuck -> of(stuck.task()).stuckAt(stuck.stack()));
    }

    @Override
    public void message(String line) {
        completions.add(() -> print(line + "\n"));
    }

    @Override
    public void roundOver() {
        unbegun.roundOver();
        completions.go();
    }
}
