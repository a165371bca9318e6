package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import java.util.List;

/** Passes everything on to another output; who stands before one overrides what is to be different. */
public abstract class ForwardingOutput implements Output {
    private final Output next;

    protected ForwardingOutput(Output next) {
        this.next = next;
    }

    /** Where everything goes. */
    protected final Output next() {
        return next;
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        next.chunk(task, standardError, data);
    }

    @Override
    public void retried(FinishedTask attempt) {
        next.retried(attempt);
    }

    @Override
    public void discard(TaskSpec task) {
        next.discard(task);
    }

    @Override
    public void finished(FinishedTask finished) {
        next.finished(finished);
    }

    @Override
    public void submitted(List<TaskSpec> tasks) {
        next.submitted(tasks);
    }

    @Override
    public void spawned(WorkerKey worker, int slots) {
        next.spawned(worker, slots);
    }

    @Override
    public void lost(WorkerKey worker, String reason) {
        next.lost(worker, reason);
    }

    @Override
    public void running(List<RunningTask> tasks) {
        next.running(tasks);
    }

    @Override
    public void held(Hold hold) {
        next.held(hold);
    }

    @Override
    public void sent(WorkerKey worker, List<TaskState> tasks) {
        next.sent(worker, tasks);
    }

    @Override
    public void message(String line) {
        next.message(line);
    }

    @Override
    public void progress(RunProgress progress) {
        next.progress(progress);
    }

    @Override
    public void flush() {
        next.flush();
    }

    @Override
    public long takeReleasedBytes() {
        return next.takeReleasedBytes();
    }

    @Override
    public boolean congested() {
        return next.congested();
    }

    @Override
    public boolean stalled() {
        return next.stalled();
    }

    @Override
    public OutputFailure failure() {
        return next.failure();
    }

    @Override
    public void onChange(Runnable wake) {
        next.onChange(wake);
    }

    @Override
    public void close() {
        next.close();
    }
}
