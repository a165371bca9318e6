package io.drover.supervisor;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import java.util.List;

/**
 * Tells a follower, and keeps what that throws from whoever does the telling: a decision that is taken by half would leave a task without a
 * final state, or a worker without an end.
 *
 * <p>Confined to the loop. What is told of each task or in each round is told without a lambda, which would cost more than what it does.
 */
final class GuardedFollower implements Follower {
    private final Follower told;
    /** The first since somebody asked; null: none. */
    private RuntimeException fault;

    GuardedFollower(Follower told) {
        this.told = told;
    }

    /** What it has thrown since the last call; null: nothing. */
    RuntimeException takeFault() {
        RuntimeException taken = fault;
        fault = null;
        return taken;
    }

    /** False if it threw. */
    private boolean tell(Runnable call) {
        try {
            call.run();
            return true;
        } catch (RuntimeException e) {
            keep(e);
            return false;
        }
    }

    private void keep(RuntimeException thrown) {
        fault = fault == null ? thrown : fault;
    }

    @Override
    public void submitted(List<TaskSpec> tasks) {
        tell(() -> told.submitted(tasks));
    }

    @Override
    public void spawned(WorkerKey worker, int slots) {
        tell(() -> told.spawned(worker, slots));
    }

    @Override
    public void ready(WorkerKey worker) {
        tell(() -> told.ready(worker));
    }

    @Override
    public void gone(WorkerKey worker) {
        tell(() -> told.gone(worker));
    }

    @Override
    public void lost(WorkerKey worker, String reason) {
        tell(() -> told.lost(worker, reason));
    }

    @Override
    public void sent(WorkerKey worker, List<TaskState> tasks) {
        try {
            told.sent(worker, tasks);
        } catch (RuntimeException e) {
            keep(e);
        }
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data, Receipt receipt) {
        if (!tell(() -> told.chunk(task, standardError, data, receipt))) {
            // Without credit the worker would wait for ever.
            receipt.give(data.size());
        }
    }

    @Override
    public void emitted(TaskSpec task, ByteString data, Receipt receipt) {
        if (!tell(() -> told.emitted(task, data, receipt))) {
            receipt.give(data.size());
        }
    }

    @Override
    public void asked(TaskSpec task, int stage, ByteString item, Answer answer) {
        if (!tell(() -> told.asked(task, stage, item, answer))) {
            answer.fail("a fault of Drover's own");
        }
    }

    @Override
    public void retried(FinishedTask attempt) {
        tell(() -> told.retried(attempt));
    }

    @Override
    public void discarded(TaskSpec task) {
        tell(() -> told.discarded(task));
    }

    @Override
    public void finished(FinishedTask task) {
        try {
            told.finished(task);
        } catch (RuntimeException e) {
            keep(e);
        }
    }

    @Override
    public void running(List<RunningTask> tasks) {
        tell(() -> told.running(tasks));
    }

    @Override
    public void held(Hold hold) {
        tell(() -> told.held(hold));
    }

    @Override
    public void progress(RunProgress progress) {
        tell(() -> told.progress(progress));
    }

    @Override
    public void threadDump(WorkerKey worker, String stacks, List<Stuck> late) {
        tell(() -> told.threadDump(worker, stacks, late));
    }

    @Override
    public void message(String line) {
        tell(() -> told.message(line));
    }

    @Override
    public void roundOver() {
        try {
            told.roundOver();
        } catch (RuntimeException e) {
            keep(e);
        }
    }

    @Override
    public Valve valve() {
        return told.valve();
    }

    @Override
    public void over(Runnable done) {
        if (!tell(() -> told.over(done))) {
            // It has nobody left to tell.
            done.run();
        }
    }
}
