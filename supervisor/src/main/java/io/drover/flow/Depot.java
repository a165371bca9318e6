package io.drover.flow;

import io.drover.supervisor.output.Extent;
import io.drover.supervisor.output.SpillStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the items of all stages wait: in memory up to a limit, and on disk beyond it. That is what keeps a flow whose tasks make more items
 * of their own stage from waiting for itself.
 *
 * <p>Confined to one thread.
 */
final class Depot implements AutoCloseable {
    private final SpillStore store;
    private final long memoryLimit;
    private long inMemory;

    Depot(Path tmpdir, long memoryLimit) {
        this.store = SpillStore.in(tmpdir);
        this.memoryLimit = memoryLimit;
    }

    /** Bytes that are held in memory from now on. */
    void hold(int bytes) {
        inMemory += bytes;
    }

    void letGo(int bytes) {
        inMemory -= bytes;
    }

    long inMemory() {
        return inMemory;
    }

    boolean isFull() {
        return inMemory > memoryLimit;
    }

    Extent put(byte[] bytes, int length) throws IOException {
        return store.append(bytes, 0, length);
    }

    byte[] take(Extent extent) throws IOException {
        byte[] bytes = new byte[extent.length()];
        store.read(extent, 0, bytes, bytes.length);
        store.release(extent);
        return bytes;
    }

    void drop(Extent extent) {
        store.release(extent);
    }

    @Override
    public void close() {
        store.close();
    }
}
