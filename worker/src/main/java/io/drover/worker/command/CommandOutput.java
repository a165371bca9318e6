package io.drover.worker.command;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.posix.Descriptors;
import io.drover.posix.NativeBuffer;
import io.drover.posix.PollSet;
import io.drover.posix.PosixException;
import io.drover.worker.slot.HeldOutput;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.SlotPort;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * What the command of a slot prints, on its way from two pipes to the sink. What fits into a chunk is kept for the
 * result, unless it is wanted live.
 *
 * <p>Confined to the thread of the slot.
 */
final class CommandOutput {
    static final int OUT = 0;
    static final int ERR = 1;

    private final SlotPort port;
    private final PollSet polled;
    private final NativeBuffer buffer;
    private final boolean live;
    private final int[] source = {-1, -1};
    private final HeldOutput[] held = {new HeldOutput(), new HeldOutput()};
    private long sequence;
    private long waited;
    /** Whether the command has printed more than its result holds, and the one before. */
    private boolean inPieces;
    private boolean lastInPieces;

    /** @param polled where {@link #OUT} and {@link #ERR} are for the pipes */
    CommandOutput(SlotPort port, PollSet polled, NativeBuffer buffer, boolean live) {
        this.port = port;
        this.polled = polled;
        this.buffer = buffer;
        this.live = live;
    }

    void begin(long startedSequence) {
        sequence = startedSequence;
        lastInPieces = inPieces;
        inPieces = false;
        held[OUT].clear();
        held[ERR].clear();
    }

    /** @param spawn starts the command, with these for its standard output and standard error */
    int capture(IntBinaryOperator spawn) {
        List<Descriptors.Pipe> pipes = Descriptors.pipes(2);
        Descriptors.Pipe out = pipes.get(OUT);
        Descriptors.Pipe err = pipes.get(ERR);
        source[OUT] = out.readEnd();
        source[ERR] = err.readEnd();
        try {
            return spawn.applyAsInt(out.writeEnd(), err.writeEnd());
        } catch (PosixException e) {
            close(OUT);
            close(ERR);
            throw e;
        } finally {
            Descriptors.close(out.writeEnd());
            Descriptors.close(err.writeEnd());
        }
    }

    /** Somebody may print. */
    boolean open() {
        return source[OUT] >= 0 || source[ERR] >= 0;
    }

    void watch() {
        polled.watch(OUT, source[OUT]);
        polled.watch(ERR, source[ERR]);
    }

    void ignore() {
        polled.watch(OUT, -1);
        polled.watch(ERR, -1);
    }

    /** Takes what is there; at the end of a pipe closes it. Returns for how many nanoseconds the supervisor's reader had us wait. */
    long read() throws InterruptedException {
        waited = 0;
        read(OUT);
        read(ERR);
        return waited;
    }

    private int read(int stream) throws InterruptedException {
        if (source[stream] < 0 || !polled.ready(stream)) {
            return 0;
        }
        int count = Descriptors.read(source[stream], buffer);
        if (count <= 0) {
            close(stream);
            return 0;
        }
        if (held[stream].size() + count > SinkPort.MAX_CHUNK) {
            send(stream);
        }
        if (count == SinkPort.MAX_CHUNK) {
            // A whole chunk is copied no sooner than into its message, which is sent before anything else is read.
            send(stream, UnsafeByteOperations.unsafeWrap(buffer.bytes().slice(0, count)));
            return count;
        }
        held[stream].append(buffer.bytes(), count);
        if (live || held[stream].size() == SinkPort.MAX_CHUNK) {
            send(stream);
        }
        return count;
    }

    private void send(int stream) throws InterruptedException {
        if (held[stream].size() > 0) {
            send(stream, held[stream].take());
        }
    }

    /** The command before printed more than a pipe holds: this one is likely to do so, too, and to wait until it is read. */
    boolean expectsMuch() {
        return lastInPieces;
    }

    private void send(int stream, ByteString chunk) throws InterruptedException {
        inPieces = true;
        waited += port.output(sequence, stream == ERR, chunk);
    }

    /** After the process has ended: what it wrote is in the pipes; what others will write does not count. */
    void drain() throws InterruptedException {
        watch();
        while (open() && polled.await(0)) {
            drainReady(OUT);
            drainReady(ERR);
        }
        close(OUT);
        close(ERR);
    }

    private void drainReady(int stream) throws InterruptedException {
        boolean last = polled.hungUp(stream) && !polled.hasData(stream);
        if (last) {
            close(stream);
            return;
        }
        int count = read(stream);
        if (count > 0 && count < SinkPort.MAX_CHUNK && polled.hungUp(stream)) {
            close(stream);
        }
    }

    private void close(int stream) {
        if (source[stream] >= 0) {
            Descriptors.close(source[stream]);
            source[stream] = -1;
            polled.watch(stream, -1);
        }
    }

    /** What has not been sent. */
    ByteString take(int stream) {
        return held[stream].take();
    }
}
