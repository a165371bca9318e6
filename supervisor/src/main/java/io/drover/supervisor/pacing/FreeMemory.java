package io.drover.supervisor.pacing;

import io.drover.supervisor.core.Hold;
import java.io.IOException;

/** Lets tasks wait while too little memory is free; with less than half of what is wanted, one has to go. */
public final class FreeMemory implements StartPolicy {
    private final Memory memory;
    private final long startBytes;
    private final long keepBytes;
    private long free;

    /**
     * @param startBytes must be free for a start
     * @param keepBytes with less than this, the youngest task is given back; 0: never
     */
    public FreeMemory(long startBytes, long keepBytes) {
        this(new Memory(), startBytes, keepBytes);
    }

    FreeMemory(Memory memory, long startBytes, long keepBytes) {
        this.memory = memory;
        this.startBytes = startBytes;
        this.keepBytes = keepBytes;
    }

    @Override
    public Verdict check(long now) throws IOException {
        free = memory.freeBytes();
        if (free < keepBytes) {
            return Verdict.GIVE_BACK;
        }
        return free < startBytes ? Verdict.HOLD : Verdict.START;
    }

    @Override
    public Hold hold() {
        return new Hold(Hold.Cause.MEMORY, "%s of memory free, %s wanted".formatted(Amounts.size(free), Amounts.size(startBytes)));
    }

    @Override
    public long watchNanos() {
        return keepBytes > 0 ? Memory.WATCH_NANOS : 0;
    }
}
