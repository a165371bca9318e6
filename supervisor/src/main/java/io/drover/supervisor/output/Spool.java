package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes of one stream of one task that wait: the older part on disk, the newer in memory.
 *
 * <p>Confined to the writing thread.
 */
final class Spool {
    private static final int PIECE = 1 << 20;
    /** What comes in pieces of this size stays in them; smaller ones are put together. */
    private static final int LARGE = 16 << 10;
    private static final byte[] EMPTY = {};

    private final List<Extent> extents = new ArrayList<>(0);
    private final List<ByteString> pieces = new ArrayList<>(0);
    private int inPieces;
    private int heapOfPieces;
    /** What comes after the pieces. */
    private byte[] memory = EMPTY;
    private int inMemory;
    private long onDisk;

    void add(ByteString data) {
        int size = data.size();
        if (size >= LARGE) {
            closeMemory();
            addPiece(data, size);
            return;
        }
        reserve(size);
        data.copyTo(memory, inMemory);
        inMemory += size;
    }

    void add(byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, memory, inMemory, length);
        inMemory += length;
    }

    long length() {
        return onDisk + inPieces + inMemory;
    }

    long onDisk() {
        return onDisk;
    }

    /** Heap taken, which is more than the bytes held. */
    int heap() {
        return heapOfPieces + memory.length;
    }

    void spill(SpillStore store) throws IOException {
        for (ByteString piece : pieces) {
            spill(piece.toByteArray(), piece.size(), store);
        }
        spill(memory, inMemory, store);
        dropMemory();
    }

    private void spill(byte[] bytes, int length, SpillStore store) throws IOException {
        for (int from = 0; from < length; from += PIECE) {
            keep(store.append(bytes, from, Math.min(PIECE, length - from)));
        }
        onDisk += length;
    }

    void writeTo(ByteSink sink, SpillStore store) throws IOException {
        if (!extents.isEmpty()) {
            byte[] buffer = new byte[256 << 10];
            for (Extent extent : extents) {
                copy(extent, store, buffer, sink);
            }
        }
        for (ByteString piece : pieces) {
            Streams.write(piece, sink);
        }
        if (inMemory > 0) {
            sink.write(memory, 0, inMemory);
        }
    }

    void clear(SpillStore store) {
        extents.forEach(store::release);
        extents.clear();
        onDisk = 0;
        dropMemory();
    }

    private void reserve(int more) {
        int needed = Math.addExact(inMemory, more);
        if (needed > memory.length) {
            memory = Arrays.copyOf(memory, Math.max(needed, Math.max(64, memory.length * 2)));
        }
    }

    private void closeMemory() {
        if (inMemory > 0) {
            addPiece(UnsafeByteOperations.unsafeWrap(memory, 0, inMemory), memory.length);
            memory = EMPTY;
            inMemory = 0;
        }
    }

    private void addPiece(ByteString piece, int heap) {
        pieces.add(piece);
        inPieces += piece.size();
        heapOfPieces += heap;
    }

    private void dropMemory() {
        pieces.clear();
        inPieces = 0;
        heapOfPieces = 0;
        memory = EMPTY;
        inMemory = 0;
    }

    private void keep(Extent next) {
        int last = extents.size() - 1;
        if (last >= 0 && extents.get(last).continuesIn(next)) {
            extents.set(last, extents.get(last).with(next));
        } else {
            extents.add(next);
        }
    }

    private static void copy(Extent extent, SpillStore store, byte[] buffer, ByteSink sink) throws IOException {
        for (int from = 0; from < extent.length(); from += buffer.length) {
            int length = Math.min(buffer.length, extent.length() - from);
            store.read(extent, from, buffer, length);
            sink.write(buffer, 0, length);
        }
    }
}
