package io.drover.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/**
 * An end of this process at which no thread of it is asked. A JVM that exits by itself first waits 300 ms for threads in
 * system calls (HotSpot, VM_Exit::wait_for_threads_in_native_to_block), and a worker always has some.
 *
 * <p>The kernel does it, by the default action of PIPE: whoever may send KILL to this process needs the native library
 * for that, which Java tasks are spared.
 */
public final class SuddenEnd {
    private SuddenEnd() {}

    /** Returns only where that cannot be had, for want of a free descriptor. */
    public static void now() {
        SignalHandlers.reset(Signal.PIPE);
        try {
            Pipe pipe = Pipe.open();
            pipe.source().close();
            pipe.sink().write(ByteBuffer.allocate(1));
        } catch (IOException e) {
            // The caller goes on.
        }
    }
}
