package io.drover.posix;

import java.nio.ByteBuffer;
import java.util.List;

/** Strings as C has them, for as long as this object is there. Safe for any number of threads. */
public final class NativeStrings {
    public static final NativeStrings NONE = new NativeStrings(List.of());

    private final NativeBuffer memory;
    private final int count;

    public NativeStrings(List<byte[]> strings) {
        count = strings.size();
        memory = new NativeBuffer(8 * count + strings.stream().mapToInt(string -> string.length + 1).sum());
        ByteBuffer bytes = memory.bytes().position(8 * count);
        for (int i = 0; i < count; i++) {
            bytes.putLong(8 * i, memory.address() + bytes.position());
            bytes.put(strings.get(i)).put((byte) 0);
        }
    }

    int count() {
        return count;
    }

    /** Writes the address of each to {@code target}, from {@code offset} on. */
    void putAddresses(ByteBuffer target, int offset) {
        target.put(offset, memory.bytes(), 0, 8 * count);
    }
}
