package io.drover.worker.lines;

import com.google.protobuf.ByteString;
import io.drover.worker.slot.HeldOutput;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.SlotPort;

/**
 * The answer that a coprocess is giving, as it comes: a long one leaves in chunks, so that it is nowhere held as a whole.
 *
 * <p>Confined to the thread of the slot.
 */
final class Answer {
    private final SlotPort port;
    private final HeldOutput held = new HeldOutput();
    private boolean partlySent;

    Answer(SlotPort port) {
        this.port = port;
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
        partlySent = true;
        return port.output(sequence, false, held.take());
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
