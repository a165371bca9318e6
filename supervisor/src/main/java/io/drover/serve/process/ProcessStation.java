package io.drover.serve.process;

import com.google.protobuf.ByteString;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.Batch;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.output.Station;
import io.drover.supervisor.output.Told;

/** Where what is told of processes comes by. Confined to the thread of its conveyor. */
final class ProcessStation implements Station {
    private final Processes processes;
    private final Conveyor conveyor = new Conveyor("drover-logs", this);
    private final boolean last;

    /** @param next what comes goes on there; null: to nobody */
    ProcessStation(Processes processes, Conveyor next) {
        this.processes = processes;
        this.last = next == null;
        if (next != null) {
            conveyor.leadTo(next);
        }
    }

    Conveyor conveyor() {
        return conveyor;
    }

    @Override
    public boolean followsStarts() {
        return true;
    }

    @Override
    public void take(Batch batch) {
        for (Told event : batch.told()) {
            if (event instanceof Told.Sent sent) {
                sent.starts().forEach(start -> processes.sent(start.task()));
            } else if (event instanceof Told.Chunk chunk) {
                print(chunk.task(), chunk.standardError(), chunk.data());
                if (last) {
                    chunk.giveBack();
                }
            } else if (event instanceof Told.Finished finished) {
                FinishedTask task = finished.task();
                print(task.task(), false, task.output());
                print(task.task(), true, task.error());
                processes.ended(task.task().id(), task.outcome());
            }
        }
        conveyor.pass(batch);
    }

    private void print(TaskSpec task, boolean standardError, ByteString data) {
        if (task.origin() instanceof Started started) {
            processes.printed().add(started.name(), standardError, data);
        }
    }

    @Override
    public OutputFailure failed(Throwable cause) {
        return new OutputFailure(false, "what processes print cannot be kept: " + OutOfMemory.text(cause));
    }

    @Override
    public void close() {
        processes.printed().reopen();
    }
}
