package io.drover.pool;

import com.google.protobuf.ByteString;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.Valve;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.WorkerKey;
import java.util.List;

/** Counts, and gives submissions what comes of their tasks. In the loop. */
final class PoolFollower implements Follower {
    private final Pending pending;
    private final Unbegun unbegun;
    private final Tally tally;
    private final Progress progress;
    private final Follower ends;

    /** @param ends is told of tasks, and tells who waits for them */
    PoolFollower(Pending pending, Unbegun unbegun, Tally tally, Progress progress, Follower ends) {
        this.pending = pending;
        this.unbegun = unbegun;
        this.tally = tally;
        this.progress = progress;
        this.ends = ends;
    }

    private static Submission<?> of(TaskSpec task) {
        return (Submission<?>) task.origin();
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data, Receipt receipt) {
        if (standardError) {
            of(task).printed(data);
            ends.chunk(task, true, data, receipt);
        } else {
            of(task).chunk(data);
            receipt.give(data.size());
        }
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
    public void running(List<RunningTask> tasks) {
        ends.running(tasks);
    }

    @Override
    public void retried(FinishedTask attempt) {
        Submission<?> submission = of(attempt.task());
        tally.ran(attempt, submission);
        submission.forget();
        ends.retried(attempt);
    }

    @Override
    public void discarded(TaskSpec task) {
        of(task).forget();
        ends.discarded(task);
    }

    @Override
    public void finished(FinishedTask task) {
        Submission<?> submission = of(task.task());
        tally.finished(task, submission);
        submission.finished(task);
        if (task.outcome().kind() == Outcome.Kind.CANCELLED && task.attempts() == 0 && !submission.future().isDone()) {
            unbegun.add(submission.future());
        }
        ends.finished(task);
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
        ends.message(line);
    }

    @Override
    public void roundOver() {
        unbegun.roundOver();
        ends.roundOver();
    }

    @Override
    public Valve valve() {
        return ends.valve();
    }

    @Override
    public void over(Runnable done) {
        ends.over(done);
    }
}
