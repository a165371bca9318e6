package io.drover.supervisor.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where on disk the results are that wait for their turn: 16 bytes for each id, in blocks for ids next to each other.
 * A few blocks are in memory, the others in the {@link SpillStore}, so ten million entries take no more heap than ten
 * thousand. Results arrive roughly in order, so few blocks are written twice.
 *
 * <p>Confined to the writing thread.
 */
final class ReorderIndex {
    private static final int ENTRIES = 4096;
    private static final int ENTRY_BYTES = 16;
    private static final int CACHED_BLOCKS = 64;

    private final SpillStore store;
    private final LinkedHashMap<Long, Block> cached = new LinkedHashMap<>(128, 0.75f, true);
    private final Map<Long, Stored> stored = new HashMap<>();

    /** A place: segment 0 for nothing, above 0 for a piece of the store, below 0 for what the caller wants. */
    record Place(int segment, int offset, int outLength, int errorLength) {}

    private record Stored(Extent extent, int count) {}

    private static final class Block {
        final byte[] bytes = new byte[ENTRIES * ENTRY_BYTES];
        final ByteBuffer entries = ByteBuffer.wrap(bytes);
        int count;
    }

    ReorderIndex(SpillStore store) {
        this.store = store;
    }

    void put(long id, Place place) throws IOException {
        Block block = block(id / ENTRIES, true);
        int at = position(id);
        block.entries.putInt(at, place.segment());
        block.entries.putInt(at + 4, place.offset());
        block.entries.putInt(at + 8, place.outLength());
        block.entries.putInt(at + 12, place.errorLength());
        block.count++;
    }

    /** The place put for {@code id}, or null; it is forgotten. */
    Place take(long id) throws IOException {
        Block block = block(id / ENTRIES, false);
        if (block == null) {
            return null;
        }
        ByteBuffer entries = block.entries;
        int at = position(id);
        if (entries.getInt(at) == 0) {
            return null;
        }
        Place place = new Place(
                entries.getInt(at), entries.getInt(at + 4), entries.getInt(at + 8), entries.getInt(at + 12));
        entries.putInt(at, 0);
        if (--block.count == 0) {
            cached.remove(id / ENTRIES);
        }
        return place;
    }

    boolean isEmpty() {
        return cached.isEmpty() && stored.isEmpty();
    }

    void abandon() {
        cached.clear();
        stored.clear();
    }

    private static int position(long id) {
        return (int) (id % ENTRIES) * ENTRY_BYTES;
    }

    private Block block(long number, boolean create) throws IOException {
        Block block = cached.get(number);
        if (block != null) {
            return block;
        }
        Stored onDisk = stored.remove(number);
        if (onDisk == null && !create) {
            return null;
        }
        makeRoom();
        block = new Block();
        if (onDisk != null) {
            store.read(onDisk.extent(), 0, block.bytes, block.bytes.length);
            store.release(onDisk.extent());
            block.count = onDisk.count();
        }
        cached.put(number, block);
        return block;
    }

    private void makeRoom() throws IOException {
        if (cached.size() < CACHED_BLOCKS) {
            return;
        }
        Iterator<Map.Entry<Long, Block>> leastRecentlyUsed = cached.entrySet().iterator();
        Map.Entry<Long, Block> entry = leastRecentlyUsed.next();
        Block block = entry.getValue();
        stored.put(entry.getKey(), new Stored(store.append(block.bytes, 0, block.bytes.length), block.count));
        leastRecentlyUsed.remove();
    }
}
