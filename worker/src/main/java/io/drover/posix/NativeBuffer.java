package io.drover.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory that both Java and the kernel reach: a direct buffer with its address. Not thread-safe. */
public final class NativeBuffer {
    static {
        NativePart.load();
    }

    private ByteBuffer bytes;
    private long address;

    public NativeBuffer(int capacity) {
        allocate(capacity);
    }

    public ByteBuffer bytes() {
        return bytes;
    }

    long address() {
        return address;
    }

    /** Makes room for {@code capacity} bytes in all; the content is lost when it has to grow. */
    void ensure(int capacity) {
        if (bytes.capacity() < capacity) {
            allocate(Math.max(capacity, 2 * bytes.capacity()));
        }
    }

    private void allocate(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
    }
}
