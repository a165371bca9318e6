package io.drover.worker.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private static final long START = Long.MAX_VALUE - 1000;

    private final Departures departures = new Departures(START);

    @Test
    void whereResultsAreFewNoneWaits() {
        for (int result = 0; result < 100; result++) {
            long now = START + result * Departures.APART_NANOS;
            assertTrue(departures.waitNanos(now) <= 0);
            departures.left(now);
        }
    }

    @Test
    void inAStreamOfResultsTheyWaitForTheNextFrameAndNoLongerThanFiveMilliseconds() {
        departures.left(START);
        assertEquals(Departures.APART_NANOS, departures.waitNanos(START));
        assertEquals(Departures.APART_NANOS - 700, departures.waitNanos(START + 700));
        assertTrue(departures.waitNanos(START + Departures.APART_NANOS) <= 0);
        assertTrue(Departures.APART_NANOS < TimeUnit.MILLISECONDS.toNanos(5));
    }
}
