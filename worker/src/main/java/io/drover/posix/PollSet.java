package io.drover.posix;

import com.sun.jna.Native;
import java.nio.ByteBuffer;

/** A few descriptors to wait for with poll(2). Not thread-safe. */
public final class PollSet {
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final short POLLHUP = 16;

    private final NativeBuffer entries;
    private final int size;

    public PollSet(int size) {
        this.size = size;
        this.entries = new NativeBuffer(size * 8);
    }

    /** Puts a descriptor at {@code index}; a negative one is passed over. */
    public void watch(int index, int descriptor) {
        watch(index, descriptor, POLLIN);
    }

    /** As {@link #watch}, for one that takes what we write. */
    public void watchWritable(int index, int descriptor) {
        watch(index, descriptor, POLLOUT);
    }

    private void watch(int index, int descriptor, short events) {
        ByteBuffer bytes = entries.bytes();
        bytes.putInt(index * 8, descriptor);
        bytes.putShort(index * 8 + 4, events);
        bytes.putShort(index * 8 + 6, (short) 0);
    }

    /** Waits until one is ready or at its end; false when the time is over first. Negative: no limit. */
    public boolean await(int timeoutMillis) {
        int ready = LibC.poll(entries.address(), size, timeoutMillis);
        if (ready < 0 && Native.getLastError() != PosixException.EINTR) {
            throw new PosixException("poll", Native.getLastError());
        }
        return ready > 0;
    }

    public boolean ready(int index) {
        return events(index) != 0;
    }

    /** There is something to read, not only an end. */
    public boolean hasData(int index) {
        return (events(index) & POLLIN) != 0;
    }

    /** Nobody can write to this pipe any more: what it holds now is all. */
    public boolean hungUp(int index) {
        return (events(index) & POLLHUP) != 0;
    }

    private short events(int index) {
        return entries.bytes().getShort(index * 8 + 6);
    }
}
