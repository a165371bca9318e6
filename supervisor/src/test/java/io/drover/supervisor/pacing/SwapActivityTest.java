package io.drover.supervisor.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.supervisor.pacing.StartPolicy.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SwapActivityTest {
    private static final long SECOND = 1_000_000_000L;

    private long in;
    private long out;
    private final SwapActivity policy =
            new SwapActivity(() -> "nr_free_pages 1\npswpin %d\npswpout %d\n".formatted(in, out));

    private Verdict after(long pagesIn, long pagesOut, long now) throws IOException {
        in = pagesIn;
        out = pagesOut;
        return policy.check(now);
    }

    @Test
    void waitsUntilItKnows() throws IOException {
        assertEquals(Verdict.HOLD, after(5, 5, 0));
        assertEquals(Verdict.HOLD, after(5, 5, SECOND - 1));
        assertEquals(Verdict.START, after(5, 5, SECOND));
    }

    @Test
    void oneDirectionIsNoTrouble() throws IOException {
        after(5, 5, 0);
        assertEquals(Verdict.START, after(9, 5, SECOND));
        assertEquals(Verdict.START, after(9, 99, 2 * SECOND));
    }

    @Test
    void holdsWhileBothGoOn() throws IOException {
        after(5, 5, 0);
        assertEquals(Verdict.HOLD, after(6, 6, SECOND));
        // Too soon to compare again: what was found still holds.
        assertEquals(Verdict.HOLD, after(6, 6, SECOND + 1));
        assertEquals(Verdict.START, after(6, 6, 2 * SECOND));
    }
}
