package io.drover.supervisor.output;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Final states that wait until all tasks before them are printed. The first {@value #HEAP_LIMIT} bytes stay in memory,
 * what comes on top goes to the {@link SpillStore}.
 *
 * <p>Confined to the writing thread.
 */
final class ReorderBuffer {
    private static final int HEAP_LIMIT = 16 << 20;
    private static final int ENTRY_HEAP = 128;
    private static final int NOTHING = -1;
    private static final int ELSEWHERE = -2;
    private static final byte[] EMPTY = {};

    private final SpillStore store;
    private final ReorderIndex index;
    private final Map<Long, Waiting> memory = new HashMap<>();
    private long heap;

    /** What is to be printed, tags included: first for stdout, then for stderr. */
    record Waiting(byte[] bytes, int outLength) {
        static final Waiting SILENT = new Waiting(EMPTY, 0);
        /** The output is large and in the {@link TaskBuffers}. */
        static final Waiting BUFFERED = new Waiting(EMPTY, 0);
    }

    ReorderBuffer(SpillStore store) {
        this.store = store;
        index = new ReorderIndex(store);
    }

    void put(long id, Waiting waiting) throws IOException {
        int cost = ENTRY_HEAP + waiting.bytes.length;
        if (heap + cost <= HEAP_LIMIT) {
            heap += cost;
            memory.put(id, waiting);
        } else {
            index.put(id, placeOf(waiting));
        }
    }

    /** What waits for {@code id}, which is forgotten; null if the task has no final state yet. */
    Waiting take(long id) throws IOException {
        Waiting waiting = memory.isEmpty() ? null : memory.remove(id);
        if (waiting != null) {
            heap -= ENTRY_HEAP + waiting.bytes.length;
            return waiting;
        }
        ReorderIndex.Place place = index.isEmpty() ? null : index.take(id);
        return place == null ? null : read(place);
    }

    void abandon() {
        memory.clear();
        index.abandon();
        heap = 0;
    }

    private ReorderIndex.Place placeOf(Waiting waiting) throws IOException {
        int length = waiting.bytes.length;
        if (length == 0) {
            return new ReorderIndex.Place(waiting == Waiting.BUFFERED ? ELSEWHERE : NOTHING, 0, 0, 0);
        }
        Extent extent = store.append(waiting.bytes, 0, length);
        return new ReorderIndex.Place(
                extent.segment(), extent.offset(), waiting.outLength, length - waiting.outLength);
    }

    private Waiting read(ReorderIndex.Place place) throws IOException {
        if (place.segment() < 0) {
            return place.segment() == ELSEWHERE ? Waiting.BUFFERED : Waiting.SILENT;
        }
        byte[] bytes = new byte[place.outLength() + place.errorLength()];
        Extent extent = new Extent(place.segment(), place.offset(), bytes.length);
        store.read(extent, 0, bytes, bytes.length);
        store.release(extent);
        return new Waiting(bytes, place.outLength());
    }
}
