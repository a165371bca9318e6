package io.drover.records;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.output.Output;
import io.drover.supervisor.output.OutputFailure;
import java.io.IOException;
import java.util.List;

/**
 * Records finished tasks, then passes everything on to the next output. What is printed is recorded before.
 *
 * <p>The calls of the loop only collect; a {@link RecordThread} does everything that may take time, and it alone calls
 * the next output, but for the questions, which the loop may ask at any time.
 */
final class RecordingOutput implements Output {
    private static final long CONGESTED_BYTES = 16 << 20;
    /** What a call takes on the heap besides its bytes, roughly. */
    private static final int CALL_BYTES = 300;
    private static final int REPLAY_BYTES = 1 << 20;

    /** Tells the recorder of a task that an earlier run has ended. */
    @FunctionalInterface
    interface Replayed {
        void tell(Recorder recorder) throws IOException;
    }

    private final Output next;
    private final Recorder recorder;
    private final RecordThread thread;
    private RecordThread.Batch batch = new RecordThread.Batch();
    /** Confined to the thread that reads the input. */
    private RecordThread.Batch replayed = new RecordThread.Batch();
    private boolean congested;

    RecordingOutput(Output next, Recorder recorder) {
        this.next = next;
        this.recorder = recorder;
        thread = new RecordThread(recorder, CONGESTED_BYTES / 2);
        thread.start();
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data) {
        batch.add(CALL_BYTES + data.size(), () -> recorder.chunk(task, standardError, data));
    }

    @Override
    public void discard(TaskSpec task) {
        batch.add(CALL_BYTES, () -> recorder.discard(task));
    }

    @Override
    public void retried(FinishedTask attempt) {
        long now = EventLog.nowMicros();
        batch.add(CALL_BYTES, () -> recorder.retried(attempt, now));
    }

    @Override
    public void finished(FinishedTask finished) {
        int bytes = CALL_BYTES + finished.output().size() + finished.error().size();
        long now = recorder.events() == null ? 0 : EventLog.nowMicros();
        batch.add(bytes, () -> recorder.finished(finished, now));
    }

    @Override
    public void submitted(List<TaskSpec> tasks) {
        next.submitted(tasks);
        if (recorder.events() != null) {
            long now = EventLog.nowMicros();
            for (TaskSpec task : tasks) {
                batch.add(CALL_BYTES + task.payload().size(), () -> recorder.events().submitted(task, now));
            }
        }
    }

    @Override
    public void spawned(WorkerKey worker, int slots) {
        next.spawned(worker, slots);
        if (recorder.events() != null) {
            long now = EventLog.nowMicros();
            batch.add(CALL_BYTES, () -> recorder.events().spawned(worker, slots, now));
        }
    }

    @Override
    public void lost(WorkerKey worker, String reason) {
        next.lost(worker, reason);
        if (recorder.events() != null) {
            long now = EventLog.nowMicros();
            batch.add(CALL_BYTES, () -> recorder.events().lost(worker, reason, now));
        }
    }

    @Override
    public void running(List<RunningTask> tasks) {
        next.running(tasks);
    }

    @Override
    public void held(Hold hold) {
        next.held(hold);
        if (recorder.events() != null) {
            long now = EventLog.nowMicros();
            batch.add(CALL_BYTES, () -> recorder.events().held(hold, now));
        }
    }

    @Override
    public void sent(WorkerKey worker, List<TaskState> tasks) {
        next.sent(worker, tasks);
        if (recorder.events() != null) {
            long now = EventLog.nowMicros();
            for (TaskState task : tasks) {
                long number = task.spec().number();
                int attempt = task.attempts() + 1;
                batch.add(CALL_BYTES, () -> recorder.events().sent(worker, number, attempt, now));
            }
        }
    }

    @Override
    public void message(String line) {
        batch.add(CALL_BYTES + line.length(), () -> next.message(line));
    }

    @Override
    public void progress(RunProgress progress) {
        next.progress(progress);
    }

    /** Something about a task that an earlier run has ended, from the thread that reads the input. */
    void replay(int bytes, Replayed call) {
        replayed.add(CALL_BYTES + bytes, () -> call.tell(recorder));
        if (replayed.bytes() > REPLAY_BYTES) {
            endReplay();
        }
    }

    /** Waits until it is recorded. */
    void endReplay() {
        thread.perform(replayed);
        replayed = new RecordThread.Batch();
    }

    @Override
    public void flush() {
        if (!batch.isEmpty()) {
            thread.hand(batch);
            batch = new RecordThread.Batch();
        }
    }

    @Override
    public long takeReleasedBytes() {
        return recorder.takeReleasedBytes() + next.takeReleasedBytes();
    }

    /** Stays true until half of the work that made it so is done, so that it does not flicker. */
    @Override
    public boolean congested() {
        congested = thread.waitingBytes() > (congested ? CONGESTED_BYTES / 2 : CONGESTED_BYTES);
        return congested | next.congested();
    }

    @Override
    public boolean stalled() {
        return next.stalled();
    }

    @Override
    public OutputFailure failure() {
        OutputFailure own = thread.failure();
        return own != null ? own : next.failure();
    }

    @Override
    public void onChange(Runnable wake) {
        thread.onChange(wake);
        next.onChange(wake);
    }

    @Override
    public void close() {
        flush();
        thread.finish();
        next.close();
    }
}
