package io.drover.supervisor.pacing;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * For how many of the running tasks there is memory, by GNU parallel's rule: with less than {@code bytes} free for one,
 * between that and twice as much for 2, 3, 5, 9, ... and beyond for all.
 */
public final class MemoryRoom {
    private final Memory memory;
    private final long bytes;

    /** @param bytes what one task is expected to need */
    public MemoryRoom(long bytes) {
        this(new Memory(), bytes);
    }

    MemoryRoom(Memory memory, long bytes) {
        this.memory = memory;
        this.bytes = bytes;
    }

    /** Empty: for all. */
    OptionalInt tasks() throws IOException {
        double left = 2 - (double) memory.freeBytes() / bytes;
        return left > 0 ? OptionalInt.of((int) (1 / left) + 1) : OptionalInt.empty();
    }
}
