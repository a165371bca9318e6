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
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What the command of a slot prints, and the items that it sends to stages of its flow, on their way from pipes to the sink. What
 * is printed and fits into a chunk is kept for the result, unless it is wanted live.
 *
 * <p>Confined to the thread of the slot.
 */
final class CommandOutput {
    static final int OUT = 0;
    static final int ERR = 1;
    static final int EMITTED = 2;
    /** How many there may be. */
    static final int STREAMS = 3;

    private final SlotPort port;
    private final PollSet polled;
    private final NativeBuffer buffer;
    private final boolean live;
    private final int[] source;
    private final HeldOutput[] held;
    private long sequence;
    private long waited;
    /** Whether the command has printed more than its result holds, and the one before. */
    private boolean inPieces;
    private boolean lastInPieces;

    /**
     * @param polled where {@link #OUT}, {@link #ERR} and {@link #EMITTED} are for the pipes
     * @param emits whether there is a pipe for items
     */
    CommandOutput(SlotPort port, PollSet polled, NativeBuffer buffer, boolean live, boolean emits) {
        this.port = port;
        this.polled = polled;
        this.buffer = buffer;
        this.live = live;
        this.source = new int[emits ? STREAMS : EMITTED];
        this.held = new HeldOutput[source.length];
        Arrays.fill(source, -1);
        Arrays.setAll(held, stream -> new HeldOutput());
        for (int stream = 0; stream < STREAMS; stream++) {
            polled.watch(stream, -1);
        }
    }

    void begin(long startedSequence) {
        sequence = startedSequence;
        lastInPieces = inPieces;
        inPieces = false;
        for (HeldOutput each : held) {
            each.clear();
        }
    }

    /** @param spawn starts the command, with these for its standard output, standard error, and items if there is such a pipe */
    int capture(ToIntFunction<int[]> spawn) {
        List<Descriptors.Pipe> pipes = Descriptors.pipes(source.length);
        int[] ends = new int[source.length];
        for (int stream = 0; stream < ends.length; stream++) {
            source[stream] = pipes.get(stream).readEnd();
            ends[stream] = pipes.get(stream).writeEnd();
        }
        try {
            return spawn.applyAsInt(ends);
        } catch (PosixException e) {
            closeAll();
            throw e;
        } finally {
            for (int end : ends) {
                Descriptors.close(end);
            }
        }
    }

    /** Somebody may print. */
    boolean open() {
        for (int descriptor : source) {
            if (descriptor >= 0) {
                return true;
            }
        }
        return false;
    }

    void watch() {
        for (int stream = 0; stream < source.length; stream++) {
            polled.watch(stream, source[stream]);
        }
    }

    void ignore() {
        for (int stream = 0; stream < source.length; stream++) {
            polled.watch(stream, -1);
        }
    }

    /** Takes what is there; at the end of a pipe closes it. Returns for how many nanoseconds the supervisor's reader had us wait. */
    long read() throws InterruptedException {
        waited = 0;
        for (int stream = 0; stream < source.length; stream++) {
            read(stream);
        }
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
        waited += stream == EMITTED ? port.emitted(sequence, chunk) : port.output(sequence, stream == ERR, chunk);
    }

    /** After the process has ended: what it wrote is in the pipes; what others will write does not count. */
    void drain() throws InterruptedException {
        watch();
        while (open() && polled.await(0)) {
            for (int stream = 0; stream < source.length; stream++) {
                drainReady(stream);
            }
        }
        closeAll();
        if (source.length > EMITTED) {
            send(EMITTED);
        }
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

    private void closeAll() {
        for (int stream = 0; stream < source.length; stream++) {
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
