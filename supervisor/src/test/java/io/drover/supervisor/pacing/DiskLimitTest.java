package io.drover.supervisor.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.supervisor.pacing.StartPolicy.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DiskLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private long first;
    private long second;
    private final DiskLimit policy = new DiskLimit(() -> """
               8       0 sda 1 2 3 4 5 6 7 8 9 %d 11 12 13 14 15 16 17
             259       0 nvme0n1 1 2 3 4 5 6 7 8 9 %d 11
            """.formatted(first, second), 80);

    private Verdict after(long firstBusy, long secondBusy, long now) throws IOException {
        first = firstBusy;
        second = secondBusy;
        return policy.check(now);
    }

    @Test
    void waitsUntilItKnows() throws IOException {
        assertEquals(Verdict.HOLD, after(100, 100, 0));
        assertEquals(Verdict.HOLD, after(100, 100, SECOND / 2));
        assertEquals(Verdict.START, after(100, 100, SECOND));
    }

    @Test
    void theBusiestDiskCounts() throws IOException {
        after(100, 100, 0);
        assertEquals(Verdict.HOLD, after(100, 901, SECOND));
        assertEquals(Verdict.START, after(900, 901, 2 * SECOND));
    }
}
