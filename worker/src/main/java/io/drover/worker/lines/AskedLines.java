package io.drover.worker.lines;

import com.google.protobuf.ByteString;
import io.drover.proto.TaskResult;
import io.drover.wire.Scoreboard;
import io.drover.worker.command.SlotProcess;
import io.drover.worker.command.SlotTools;
import io.drover.worker.slot.Following;
import io.drover.worker.slot.SlotPort;
import io.drover.worker.slot.TaskQueue;
import java.util.Optional;

/**
 * The lines of a slot from the queue to their results: which ones the child has, and which one is shown on the scoreboard as
 * the one that runs.
 *
 * <p>Confined to the thread of the slot.
 */
final class AskedLines {
    private final int index;
    private final TaskQueue queue;
    private final Scoreboard scoreboard;
    private final SlotProcess process;
    private final LineClock clock;
    private final CoprocResults results;
    private final byte delimiter;
    private final ByteString lineEnd;
    private final UnansweredLines unanswered;
    private final LineScan scan;
    private final TaskQueue.Taker filling = new TaskQueue.Taker() {
        @Override
        public boolean wantsMore() {
            return unanswered.wantMore();
        }

        @Override
        public void take(TaskQueue.Started task) {
            accept(task);
        }
    };
    /** Null when there is none. */
    private Coprocess child;

    /** @param process what is told which attempt runs */
    AskedLines(int index, SlotTools tools, SlotPort port, SlotProcess process, LineClock clock) {
        this.index = index;
        this.queue = tools.queue();
        this.scoreboard = tools.scoreboard();
        this.process = process;
        this.clock = clock;
        this.results = new CoprocResults(port);
        this.delimiter = (byte) (tools.setup().getCommands().getCoproc().getNul() ? 0 : '\n');
        this.lineEnd = ByteString.copyFrom(new byte[] {delimiter});
        this.unanswered = new UnansweredLines(lineEnd);
        this.scan = new LineScan(delimiter);
    }

    byte delimiter() {
        return delimiter;
    }

    ByteString lineEnd() {
        return lineEnd;
    }

    boolean isEmpty() {
        return unanswered.isEmpty();
    }

    int size() {
        return unanswered.size();
    }

    /** The one that runs; null when none does. */
    UnansweredLines.Line first() {
        return unanswered.first();
    }

    // ------------------------------------------------------------------ from the queue

    /** Takes tasks until the window is full, and sends what results there are. */
    void fill() {
        if (unanswered.wantMore()) {
            queue.more(filling);
        }
        results.deliver(unanswered.isEmpty());
    }

    /** Waits for a task when there is none; null when there will be none. */
    TaskQueue.Started await() throws InterruptedException {
        return queue.take(index);
    }

    /** A task that {@link #await} gave, from now on. */
    void begin(TaskQueue.Started task) {
        clock.start(System.nanoTime());
        accept(task);
        showRunning();
    }

    private void accept(TaskQueue.Started task) {
        Optional<TaskResult.Builder> refusal = Following.refusal(task.task());
        if (refusal.isPresent()) {
            results.add(task, refusal.get(), System.nanoTime(), 0);
            return;
        }
        if (scan.holdsEnd(task.task().getPayload())) {
            refuse(task);
            return;
        }
        unanswered.add(new UnansweredLines.Line(task), child);
    }

    private void refuse(TaskQueue.Started task) {
        String message = delimiter == 0
                ? "the value holds a NUL, which would end it"
                : "the value holds a newline, which would end it; -0 ends lines with NUL";
        results.add(task, CoprocResults.failure(message), System.nanoTime(), 0);
    }

    // ------------------------------------------------------------------ to the child

    /** A new child gets all of them. */
    void begin(Coprocess started) {
        child = started;
        unanswered.writeTo(child);
        clock.start(System.nanoTime());
        showRunning();
    }

    void childEnded() {
        child = null;
    }

    /** Answers take so long now. */
    void adapt(long nanos) {
        unanswered.adapt(nanos);
    }

    /** The scoreboard says who is charged when this process dies. */
    void showRunning() {
        UnansweredLines.Line first = unanswered.first();
        process.runs(first == null ? 0 : first.task().sequence());
        if (first == null) {
            scoreboard.idle(index);
        } else {
            scoreboard.running(index, first.task().sequence(), clock.since());
        }
    }

    // ------------------------------------------------------------------ results

    /** The first one has ended. */
    void finishFirst(TaskResult.Builder result, long nanos) {
        answered(result, nanos, System.nanoTime());
        showRunning();
    }

    /** As {@link #finishFirst}, for one of several: which one runs then is shown after the last. */
    void answered(TaskResult.Builder result, long nanos, long now) {
        // If it was stopped, it was for this line; whoever wants that for the next one says so.
        clock.suspend(false, now);
        results.add(unanswered.removeFirst().task(), result, clock.since(), nanos);
        clock.next(nanos);
    }

    void cancelAll() {
        while (!unanswered.isEmpty()) {
            finishFirst(TaskResult.newBuilder().setKilled(true), 0);
        }
    }
}
