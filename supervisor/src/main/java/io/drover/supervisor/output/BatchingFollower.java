package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.Valve;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Collects what it is told in a round of the loop, and puts that on a conveyor, which does everything that may take time.
 *
 * <p>Calls come from the loop thread.
 */
public class BatchingFollower implements Follower, AutoCloseable {
    private final Conveyor first;
    private final boolean followsStarts;
    private Batch batch = new Batch();
    private boolean ended;
    private final CompletableFuture<Void> written = new CompletableFuture<>();

    /** @param first complete: it leads where it is to lead */
    public BatchingFollower(Conveyor first) {
        this.first = first;
        followsStarts = first.followsStarts();
    }

    /** Where everything goes first. */
    public Conveyor first() {
        return first;
    }

    @Override
    public void submitted(List<TaskSpec> tasks) {
        if (followsStarts) {
            batch.add(new Told.Submitted(tasks));
        }
    }

    @Override
    public void spawned(WorkerKey worker, int slots) {
        batch.add(new Told.Spawned(worker, slots));
    }

    @Override
    public void lost(WorkerKey worker, String reason) {
        batch.add(new Told.Lost(worker, reason));
    }

    @Override
    public void sent(WorkerKey worker, List<TaskState> tasks) {
        if (followsStarts) {
            // Copied, as the loop goes on counting attempts.
            List<Told.Start> starts = tasks.stream()
                    .map(task -> new Told.Start(task.spec().number(), task.spec().stageName(), task.attempts() + 1))
                    .toList();
            batch.add(new Told.Sent(worker, starts));
        }
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data, Receipt receipt) {
        batch.add(new Told.Chunk(task, standardError, data, receipt));
    }

    /**
     * A part of what a running task has printed that goes to another one: for those who keep it, and not to be shown.
     *
     * @param receipt as for {@link #chunk}
     */
    public void routed(TaskSpec task, ByteString data, Receipt receipt) {
        if (!data.isEmpty()) {
            batch.add(new Told.Routed(task, data, receipt));
        }
    }

    @Override
    public void retried(FinishedTask attempt) {
        batch.add(new Told.Retried(attempt));
    }

    @Override
    public void discarded(TaskSpec task) {
        batch.add(new Told.Discarded(task));
    }

    @Override
    public void finished(FinishedTask task) {
        batch.add(new Told.Finished(task));
    }

    @Override
    public void running(List<RunningTask> tasks) {
        batch.add(new Told.Running(tasks));
    }

    @Override
    public void held(Hold hold) {
        batch.add(new Told.Held(hold));
    }

    /** Goes between the output of tasks and not into the progress line. */
    @Override
    public void message(String line) {
        batch.add(new Told.Message(line));
    }

    @Override
    public void roundOver() {
        if (!batch.isEmpty()) {
            first.hand(batch);
            batch = new Batch();
        }
    }

    @Override
    public Valve valve() {
        return first;
    }

    @Override
    public void over(Runnable done) {
        if (!ended) {
            ended = true;
            roundOver();
            first.end(() -> written.complete(null));
        }
        written.thenRun(done);
    }

    /** For those who are no loop: waits until all is written. An interrupt does not shorten this, but is kept. */
    @Override
    public void close() {
        over(() -> { });
        written.join();
    }
}
