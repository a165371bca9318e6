package io.drover.worker.slot;

import com.google.protobuf.ByteString;
import io.drover.proto.OutputChunk;
import io.drover.proto.Question;
import io.drover.proto.TaskResult;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The way of one slot to the supervisor's sink. Safe for any number of threads. */
public final class SlotPort {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SinkPort sink;
    private final int slot;
    private final BooleanSupplier stopping;

    /**
     * @param slot its number, as people see it
     * @param stopping nobody needs output any more for which there is no credit
     */
    public SlotPort(SinkPort sink, int slot, BooleanSupplier stopping) {
        this.sink = sink;
        this.slot = slot;
        this.stopping = stopping;
    }

    /** For a slot that is interrupted when nobody needs its output any more. */
    public SlotPort(SinkPort sink, int slot) {
        this(sink, slot, () -> false);
    }

    /** Sends output of a running attempt when there is credit for it; returns how many nanoseconds that took. */
    public long output(long sequence, boolean standardError, ByteString data) throws InterruptedException {
        return send(OutputChunk.newBuilder().setSequence(sequence).setStandardError(standardError).setData(data));
    }

    /** Sends items for stages of the flow, as {@link #output} sends output. */
    public long emitted(long sequence, ByteString items) throws InterruptedException {
        return send(OutputChunk.newBuilder().setSequence(sequence).setEmitted(true).setData(items));
    }

    private long send(OutputChunk.Builder unsent) throws InterruptedException {
        OutputChunk chunk = unsent.setSlot(slot).build();
        long from = System.nanoTime();
        while (!sink.output(chunk, PATIENCE_NANOS) && !stopping.getAsBoolean()) {
            // The supervisor's reader is slow: whoever prints waits with us.
        }
        return System.nanoTime() - from;
    }

    /** Asks a stage of the flow. */
    public void ask(Question question) {
        sink.send(sink.frame().addQuestions(question));
    }

    /** Wants no task of the crew to start for so long. */
    public void pause(long nanos) {
        sink.send(sink.frame().setPauseNanos(nanos));
    }

    /** The result of an attempt that ran from its start until now. */
    public TaskResult.Builder complete(TaskResult.Builder result, TaskQueue.Started attempt) {
        return complete(result, attempt, attempt.nanos(), System.nanoTime() - attempt.nanos());
    }

    /** @param start by System.nanoTime */
    public TaskResult.Builder complete(TaskResult.Builder result, TaskQueue.Started attempt, long start, long nanos) {
        return result.setSequence(attempt.sequence())
                .setSlot(slot)
                .setRunNanos(nanos)
                .setStartEpochMicros(attempt.epochMicrosAt(start));
    }

    /** Takes several results; see {@link SinkPort#results}. */
    public void results(List<TaskResult> results, boolean now) {
        sink.results(results, now);
    }

    /** Takes a result; see {@link SinkPort#result}. */
    public void result(TaskResult result, boolean now) {
        sink.result(result, now);
    }
}
