package io.drover.pool;

import io.drover.supervisor.Follower;
import io.drover.supervisor.core.FinishedTask;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;

/** Hands the ends of tasks to their futures, and what they have printed to whoever wants to see it. One thread at a time. */
final class FutureEnds implements Follower {
    private final Pending pending;
    private final Completions completions;
    private final PrintStream output;
    private final ClassLoader loader;
    private final CompletableFuture<RuntimeException> over;

    /** @param over completed when the pool is over, with why it does nothing more */
    FutureEnds(
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

    @Override
    public void finished(FinishedTask task) {
        Submission<?> submission = (Submission<?>) task.task().origin();
        if (!submission.isOver()) {
            // The crew has never had it: with all others of its kind it hears of the end of the pool.
            return;
        }
        pending.leave(submission);
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

    @Override
    public void message(String line) {
        completions.add(() -> print(line + "\n"));
    }

    @Override
    public void roundOver() {
        completions.go();
    }
}
