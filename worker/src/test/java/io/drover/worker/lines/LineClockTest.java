package io.drover.worker.lines;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LineClockTest {
    private static final long START = MILLISECONDS.toNanos(1_000_000);

    private final LineClock clock = new LineClock(1000, at(0));

    @Test
    void withoutATimeoutNoTimeIsTooLong() {
        LineClock patient = new LineClock(0, at(0));
        assertEquals(-1, patient.waitMillis(at(0)));
        patient.look(at(1_000_000));
        assertEquals(at(0), patient.since(), "a suspend cannot be told from a wait");
        assertFalse(patient.over(at(1_000_000)));
    }

    @Test
    void aLineHasItsTime() {
        assertEquals(500, clock.waitMillis(at(0)), "a longer wait would hide a suspend");
        clock.look(at(500));
        assertFalse(clock.over(at(999)));
        assertEquals(1, clock.waitMillis(at(1000) - 1), "rounded up: no turn for nothing");
        assertTrue(clock.over(at(1000)));
        assertEquals(0, clock.waitMillis(at(1200)));
    }

    @Test
    void theNextOneHasItsOwn() {
        clock.look(at(400));
        clock.next(MILLISECONDS.toNanos(300));
        assertEquals(at(300), clock.since());
        clock.look(at(800));
        assertFalse(clock.over(at(1299)));
        assertTrue(clock.over(at(1300)));
    }

    @Test
    void aPauseInAWaitDoesNotCount() {
        clock.waitMillis(at(0));
        clock.look(at(60_500));
        assertFalse(clock.over(at(60_999)));
        assertTrue(clock.over(at(61_000)));
    }

    @Test
    void norDoesOneBetweenTwoWaits() {
        assertEquals(500, clock.waitMillis(at(60_000)), "before the first");
        clock.look(at(60_500));
        assertEquals(500, clock.waitMillis(at(90_500)));
        clock.look(at(91_000));
        assertFalse(clock.over(at(90_999)));
        assertTrue(clock.over(at(91_000)));
    }

    @Test
    void norDoesOneJustBeforeItsTimeIsAskedFor() {
        clock.waitMillis(at(0));
        clock.look(at(500));
        assertFalse(clock.over(at(60_500)));
        assertFalse(clock.over(at(60_999)));
        assertTrue(clock.over(at(61_000)));
    }

    @Test
    void theTimeWithoutALineIsNoPause() {
        clock.waitMillis(at(0));
        clock.look(at(500));
        clock.start(at(60_000));
        assertEquals(500, clock.waitMillis(at(60_000)));
        clock.look(at(60_500));
        assertFalse(clock.over(at(60_999)));
        assertTrue(clock.over(at(61_000)));
    }

    @Test
    void norIsTheTimeOfAStoppedChild() {
        clock.suspend(true, at(400));
        assertEquals(-1, clock.waitMillis(at(400)));
        clock.look(at(60_000));
        assertFalse(clock.over(at(60_400)));
        assertFalse(clock.over(at(61_400)), "nor is a suspend of all counted twice");
        clock.suspend(false, at(61_400));
        assertEquals(500, clock.waitMillis(at(61_400)));
        clock.look(at(61_900));
        assertFalse(clock.over(at(61_999)));
        assertTrue(clock.over(at(62_000)));
    }

    @Test
    void timeInWhichTheChildHadToWaitDoesNotCount() {
        clock.look(at(100));
        clock.postpone(MILLISECONDS.toNanos(60_000));
        assertFalse(clock.over(at(60_100)));
        assertEquals(500, clock.waitMillis(at(60_100)));
        clock.look(at(60_600));
        assertFalse(clock.over(at(60_999)));
        assertTrue(clock.over(at(61_000)));
    }

    @Test
    void aLittleLateIsNoPause() {
        clock.waitMillis(at(0));
        clock.look(at(999));
        assertTrue(clock.over(at(1000)));
    }

    private static long at(long millis) {
        return START + MILLISECONDS.toNanos(millis);
    }
}
