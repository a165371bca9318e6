package io.drover.wire;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PauseWatchTest {
    /** The clock may overflow. */
    private static final long START = Long.MAX_VALUE - MILLISECONDS.toNanos(1000) - 1;

    private final PauseWatch watch = new PauseWatch(at(0));

    @Test
    void aLookInTimeIsNoPause() {
        watch.until(at(500));
        assertEquals(0, watch.look(at(200)));
        watch.until(at(700));
        assertEquals(0, watch.look(at(700)));
    }

    @Test
    void norIsOneALittleLate() {
        watch.until(at(500));
        assertEquals(0, watch.look(at(1000)));
    }

    @Test
    void aWaitThatEndsMuchTooLateIsOne() {
        watch.until(at(500));
        assertEquals(nanos(60_000), watch.look(at(60_500)));
        assertEquals(0, watch.look(at(60_500)), "once");
    }

    @Test
    void soIsAWaitThatBeginsMuchTooLate() {
        assertEquals(nanos(60_000), watch.look(at(60_000)));
        watch.until(at(60_500));
        assertEquals(0, watch.look(at(60_100)));
        assertEquals(nanos(30_000), watch.look(at(90_100)), "after its end, too");
    }

    @Test
    void aWaitUntilWhatIsOverEndsAtOnce() {
        watch.look(at(400));
        watch.until(at(100));
        assertEquals(0, watch.look(at(900)));
        watch.until(at(100));
        assertEquals(nanos(501), watch.look(at(1401)));
    }

    @Test
    void whoRestsIsNeverLate() {
        watch.rest();
        assertEquals(0, watch.look(at(60_000)));
        assertEquals(nanos(1000), watch.look(at(61_000)), "and then watches again");
        watch.rest();
        watch.until(at(62_000));
        assertEquals(nanos(1000), watch.look(at(63_000)));
    }

    @Test
    void whatIsKnownIsNoPause() {
        watch.know(nanos(60_000));
        assertEquals(0, watch.look(at(60_000)));
        watch.know(nanos(5000));
        assertEquals(nanos(1000), watch.look(at(66_000)), "what is beside it may be one");
        watch.rest();
        watch.know(nanos(5000));
        assertEquals(0, watch.look(at(90_000)));
    }

    private static long at(long millis) {
        return START + nanos(millis);
    }

    private static long nanos(long millis) {
        return MILLISECONDS.toNanos(millis);
    }
}
