package io.drover.supervisor;

import static io.drover.supervisor.Faults.Answer.FAIL;
import static io.drover.supervisor.Faults.Answer.GIVE_UP;
import static io.drover.supervisor.Faults.Answer.GO_ON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final Faults faults = new Faults();

    @Test
    void oneNowAndThenIsBorne() {
        for (int minute = 0; minute < 100; minute++) {
            assertEquals(GO_ON, faults.onFault(TimeUnit.MINUTES.toNanos(minute)));
        }
    }

    @Test
    void oneThatComesBackEndsTheRunAndThenAtOnce() {
        assertEquals(GO_ON, faults.onFault(-5));
        assertEquals(GIVE_UP, faults.onFault(TimeUnit.SECONDS.toNanos(59)));
        assertEquals(FAIL, faults.onFault(TimeUnit.HOURS.toNanos(1)));
    }
}
