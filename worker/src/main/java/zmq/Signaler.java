package zmq;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;
import zmq.util.Errno;

/**
 * Tells the reader of a mailbox that there is something in it; takes the place of JeroMQ's class of this name, to which it owes nothing but
 * the methods that a mailbox calls.
 *
 * <p>JeroMQ 0.6.0 writes a byte for each command and counts it afterwards. A reader that is faster than that finds nothing counted, leaves
 * the byte where it is, and is woken by it again and again until the sender gets the processor back: on busy cores that was most of what its
 * I/O threads did. Here is one byte at most, and a flag that says so. The flag is set before the byte is written: a reader that finds no
 * byte yet goes back to wait for it. It is cleared before the reader looks into the mailbox once more, so that whoever comes too late for
 * that look sends a byte of their own.
 *
 * <p>It can go when JeroMQ counts before it writes, or does not count.
 *
 * <p>Any number of threads send, one at a time reads. Neither channel ever blocks, so an interrupt does not close it.
 */
final class Signaler implements Closeable {
    private final Ctx ctx;
    private final int thread;
    private final Errno errno;
    private final Pipe.SourceChannel source;
    private final Pipe.SinkChannel sink;
    private final Selector selector;
    /** A byte is on its way to the reader, or there. */
    private final AtomicBoolean sent = new AtomicBoolean();
    /** The byte that the flag tells of has been read. Confined to the reader. */
    private boolean read;
    private final ByteBuffer received = ByteBuffer.allocateDirect(1);

    Signaler(Ctx ctx, int thread, Errno errno) {
        this.ctx = ctx;
        this.thread = thread;
        this.errno = errno;
        try {
            Pipe pipe = Pipe.open();
            source = pipe.source();
            sink = pipe.sink();
            source.configureBlocking(false);
            sink.configureBlocking(false);
            selector = ctx.createSelector();
            source.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new ZError.IOException(e);
        }
    }

    /** What is readable while there is a signal. */
    SelectableChannel getFd() {
        return source;
    }

    void send() {
        if (sent.compareAndSet(false, true)) {
            try {
                // Its content is of no interest, and a buffer of a byte of its own is cheaper than one for each thread.
                while (sink.write(ByteBuffer.allocate(1)) == 0) {
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                throw new ZError.IOException(e);
            }
        }
    }

    /**
     * Whether there is a signal, to be taken with {@link #recv}; else the errno says EAGAIN, or EINTR for an interrupt and a closed context.
     *
     * @param timeout milliseconds; 0: only looks, negative: as long as it takes
     */
    boolean waitEvent(long timeout) {
        if (Thread.interrupted()) {
            errno.set(ZError.EINTR);
            return false;
        }
        if (take()) {
            return true;
        }
        if (timeout == 0) {
            errno.set(ZError.EAGAIN);
            return false;
        }
        try {
            selector.select(Math.max(0, timeout));
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException e) {
            errno.set(ZError.EINTR);
            return false;
        } catch (IOException e) {
            errno.set(ZError.exccode(e));
            return false;
        }
        if (Thread.interrupted()) {
            errno.set(ZError.EINTR);
            return false;
        }
        if (take()) {
            return true;
        }
        errno.set(timeout < 0 ? ZError.EINTR : ZError.EAGAIN);
        return false;
    }

    /** Takes the signal: who sends from now on sends another one. */
    void recv() {
        if (take()) {
            read = false;
            sent.set(false);
            // What was wrong before is not wrong any more: a mailbox asks.
            errno.set(0);
        } else if (!source.isOpen()) {
            errno.set(ZError.EINTR);
        }
    }

    private boolean take() {
        if (!read && sent.get()) {
            received.clear();
            try {
                read = source.read(received) == 1;
            } catch (ClosedChannelException e) {
                return false;
            } catch (IOException e) {
                throw new ZError.IOException(e);
            }
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        try (source;
                sink) {
            ctx.closeSelector(selector);
        }
    }

    @Override
    public String toString() {
        return "Signaler[" + thread + "]";
    }
}
