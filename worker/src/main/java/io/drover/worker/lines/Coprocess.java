package io.drover.worker.lines;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.posix.Descriptors;
import io.drover.posix.NativeBuffer;
import io.drover.posix.PollSet;
import io.drover.posix.Posix;
import io.drover.posix.PosixException;
import io.drover.posix.Reaped;
import io.drover.posix.Signal;
import io.drover.posix.Spawner;
import io.drover.proto.CommandSetup;
import io.drover.proto.TermStep;
import io.drover.worker.command.CommandEnvironment;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.Unwritten;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** One long-lived child with pipes for all of its standard descriptors. Confined to the thread of its slot. */
final class Coprocess {
    private static final int OUT = 0;
    private static final int ERR = 1;
    private static final int EXIT = 2;
    private static final int IN = 3;
    private static final int WAKE = 4;
    private static final int MAX_ERROR = SinkPort.MAX_CHUNK;

    private final CommandSetup setup;
    private final int wake;
    private final NativeBuffer buffer;
    private final PollSet polled = new PollSet(5);
    private final int pid;
    private final int exit;
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private int in;
    private int out;
    private int err;
    private final Unwritten unwritten = new Unwritten();
    private long accepted;
    private long written;
    private boolean broken;

    private Coprocess(CommandSetup setup, int wake, NativeBuffer buffer, int pid, int in, int out, int err) {
        this.setup = setup;
        this.wake = wake;
        this.buffer = buffer;
        this.pid = pid;
        this.in = in;
        this.out = out;
        this.err = err;
        exit = Posix.pidDescriptor(pid);
        if (exit < 0) {
            throw new IllegalStateException("--coproc needs pidfd_open(2), Linux 5.3 or newer");
        }
    }

    /** Starts the command; throws when it cannot be started. */
    static Coprocess start(CommandEnvironment environment, Spawner spawner, CommandSetup setup, int slot, int wake,
            NativeBuffer buffer) {
        List<Descriptors.Pipe> pipes = Descriptors.pipes(3);
        Descriptors.Pipe in = pipes.get(0);
        Descriptors.Pipe out = pipes.get(1);
        Descriptors.Pipe err = pipes.get(2);
        try {
            byte[] command = setup.getCoproc().getCommand().toByteArray();
            int pid = environment.spawn(
                    spawner, command, slot, in.readEnd(), out.writeEnd(), err.writeEnd());
            Descriptors.makeNonBlocking(in.writeEnd());
            return new Coprocess(setup, wake, buffer, pid, in.writeEnd(), out.readEnd(), err.readEnd());
        } catch (PosixException e) {
            Descriptors.close(in.writeEnd());
            Descriptors.close(out.readEnd());
            Descriptors.close(err.readEnd());
            throw e;
        } finally {
            Descriptors.close(in.readEnd());
            Descriptors.close(out.writeEnd());
            Descriptors.close(err.writeEnd());
        }
    }

    int pid() {
        return pid;
    }

    /** Takes what is to be written; returns where in the stream it ends. */
    long accept(ByteString bytes) {
        unwritten.add(bytes);
        accepted += bytes.size();
        return accepted;
    }

    /** How much of the stream is in the pipe. */
    long written() {
        return written;
    }

    /** Writes what there is room for. A child that reads no more will show its end. */
    void write() {
        while (!unwritten.isEmpty() && !broken) {
            int count = unwritten.copyTo(buffer.bytes());
            try {
                int done = Descriptors.tryWrite(in, buffer, count);
                unwritten.written(done);
                written += done;
                if (done < count) {
                    return;
                }
            } catch (PosixException e) {
                if (e.errno() != PosixException.EPIPE) {
                    throw e;
                }
                broken = true;
            }
        }
    }

    /** Waits until it has something for us, has room for more, has ended, or somebody wakes us. */
    void await(int millis) {
        polled.watch(OUT, out);
        polled.watch(ERR, err);
        polled.watch(EXIT, exit);
        polled.watchWritable(IN, !unwritten.isEmpty() && !broken ? in : -1);
        polled.watch(WAKE, wake);
        polled.await(millis);
    }

    boolean woken() {
        return polled.ready(WAKE);
    }

    /** It has ended, or will say no more. */
    boolean over() {
        return polled.ready(EXIT) || out < 0 || broken;
    }

    boolean hasOutput() {
        return out >= 0 && polled.ready(OUT);
    }

    /** Reads what is there into the buffer; 0 at the end. */
    int read() {
        int count = Descriptors.read(out, buffer);
        if (count <= 0) {
            Descriptors.close(out);
            out = -1;
            return 0;
        }
        return count;
    }

    /** Takes what it has written to standard error; of a flood only the end is kept. */
    void readError() {
        if (err < 0 || !polled.ready(ERR)) {
            return;
        }
        int count = Descriptors.read(err, buffer);
        if (count <= 0) {
            Descriptors.close(err);
            err = -1;
            return;
        }
        if (error.size() + count > MAX_ERROR) {
            error.reset();
        }
        byte[] bytes = new byte[count];
        buffer.bytes().get(0, bytes);
        error.write(bytes, 0, count);
    }

    ByteString takeError() {
        if (error.size() == 0) {
            return ByteString.EMPTY;
        }
        ByteString taken = UnsafeByteOperations.unsafeWrap(error.toByteArray());
        error.reset();
        return taken;
    }

    /** What is left in its pipes can be had by {@link #hasOutput}, {@link #read} and {@link #readError}; nobody waits. */
    boolean look() {
        await(0);
        return hasOutput() || err >= 0 && polled.ready(ERR);
    }

    void closeInput() {
        if (in >= 0) {
            Descriptors.close(in);
            in = -1;
            unwritten.clear();
        }
    }

    boolean hasEnded() {
        PollSet one = new PollSet(1);
        one.watch(0, exit);
        return one.await(0);
    }

    /** Ends it by the term sequence. */
    void terminate() {
        PollSet one = new PollSet(1);
        one.watch(0, exit);
        for (TermStep step : setup.getTermSequenceList()) {
            Posix.kill(-pid, step.getSignal());
            if (one.await(step.getWaitMillis())) {
                return;
            }
        }
        Posix.kill(-pid, Signal.KILL);
        one.await(-1);
    }

    /** Waits for its end and takes it off the kernel's list. Whoever it left in its group ends too. */
    Reaped reap() {
        // The leader is not reaped yet, so the number of the group is still ours.
        Posix.kill(-pid, Signal.KILL);
        return Posix.reap(pid);
    }

    void close() {
        closeInput();
        for (int descriptor : new int[] {out, err, exit}) {
            if (descriptor >= 0) {
                Descriptors.close(descriptor);
            }
        }
    }
}
