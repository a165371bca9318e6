package io.drover.worker;

import com.google.protobuf.ByteString;
import io.drover.proto.OutputChunk;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The answer that a coprocess is giving, as it comes: a long one leaves in chunks, so that it is nowhere held as a whole.
 *
 * <p>Confined to the thread of the slot.
 */
final class Answer {
    private final SinkPort sink;
    private final int slot;
    private final BooleanSupplier stopping;
    private final HeldOutput held = new HeldOutput();
    private boolean partlySent;

    /** @param stopping nobody needs the rest any more */
    Answer(SinkPort sink, int slot, BooleanSupplier stopping) {
        this.sink = sink;
        this.slot = slot;
        this.stopping = stopping;
    }

    boolean begun() {
        return partlySent || held.size() > 0;
    }

    /**
     * More of the answer to {@code sequence}, at most a chunk. Returns for how long the supervisor's reader had us wait.
     */
    long add(ByteString part, long sequence) throws InterruptedException {
        long waited = held.size() + part.size() > SinkPort.MAX_CHUNK ? send(sequence) : 0;
        held.append(part);
        return waited;
    }

    private long send(long sequence) throws InterruptedException {
        long from = System.nanoTime();
        partlySent = true;
        OutputChunk chunk = OutputChunk.newBuilder()
                .setSequence(sequence)
                .setSlot(slot)
                .setData(held.take())
                .build();
        while (!sink.output(chunk, TimeUnit.MILLISECONDS.toNanos(100)) && !stopping.getAsBoolean()) {
            // The child waits with us.
        }
        return System.nanoTime() - from;
    }

    /** The answer has ended; returns what has not been sent of it. */
    ByteString take() {
        partlySent = false;
        return held.take();
    }

    /** It breaks off: what has been sent gets an {@code end}, so that the next answer begins a line; else it is dropped. */
    ByteString breakOff(ByteString end) {
        ByteString rest = partlySent ? held.take().concat(end) : ByteString.EMPTY;
        drop();
        return rest;
    }

    /** It was no answer to anything. */
    void drop() {
        take();
    }
}
