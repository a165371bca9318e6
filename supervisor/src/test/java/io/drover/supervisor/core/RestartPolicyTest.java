package io.drover.supervisor.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartPolicyTest {
    /** The longest delay that jitter allows: nextDouble() is nearly 1. */
    private static final RandomGenerator NO_JITTER = () -> -1L;
    private static final RandomGenerator MOST_JITTER = () -> 0L;

    /** Kind of exit × state of the worker; the exits follow each other at once. */
    @ParameterizedTest
    @CsvSource({
        "itself,      before ready, 50 100 200 400 800 1600 3200 6400 10000 10000, 3",
        "by a signal, before ready, 20 20 20 20 20 20 20 20 20 20, 200",
        "itself,      ready,        0 100 200 200 200 200 200 200 200 200, never",
        "by a signal, ready,        0 20 20 20 20 20 20 20 20 20, never",
    })
    void delaysAndHopelessness(String exit, String state, String delays, String hopelessAfter) {
        boolean killed = exit.equals("by a signal");
        boolean ready = state.equals("ready");
        RestartPolicy policy = new RestartPolicy(NO_JITTER);
        List<String> seen = new ArrayList<>();
        int hopeless = 0;
        for (int n = 1; n <= 300; n++) {
            long delay = policy.delayAfterExit(ready, killed, SECONDS.toNanos(100));
            if (n <= 10) {
                seen.add(Long.toString(Math.round(delay / 1e6)));
            }
            if (hopeless == 0 && policy.hopeless()) {
                hopeless = n;
            }
        }
        assertEquals(delays, String.join(" ", seen));
        assertEquals(hopelessAfter, hopeless == 0 ? "never" : Integer.toString(hopeless));
    }

    @Test
    void failuresFadeWithTime() {
        RestartPolicy policy = new RestartPolicy(NO_JITTER);
        for (int n = 0; n < 5; n++) {
            policy.delayAfterExit(false, false, 0);
        }
        long later = policy.delayAfterExit(false, false, SECONDS.toNanos(5));
        // Half of five failures, and this one.
        assertEquals(50 * Math.pow(2, 2.5), later / 1e6, 0.1);
        long muchLater = policy.delayAfterExit(false, false, SECONDS.toNanos(600));
        assertEquals(50, muchLater / 1e6, 0.1);
    }

    @Test
    void crashesFarApartAreAnsweredAtOnce() {
        RestartPolicy policy = new RestartPolicy(NO_JITTER);
        for (int n = 1; n < 100; n++) {
            assertEquals(0, policy.delayAfterExit(true, false, SECONDS.toNanos(60L * n)));
        }
    }

    @Test
    void oneFinishedTaskShowsThatWorkersCanStart() {
        RestartPolicy policy = new RestartPolicy(NO_JITTER);
        for (int n = 0; n < 20; n++) {
            policy.delayAfterExit(false, false, 0);
            policy.delayAfterExit(false, false, 0);
            policy.worked();
            assertFalse(policy.hopeless());
        }
    }

    @Test
    void jitterTakesUpToHalfOfTheDelay() {
        assertEquals(25, NANOSECONDS.toMillis(new RestartPolicy(MOST_JITTER).delayAfterExit(false, false, 0)));
        RandomGenerator random = new Random(7);
        boolean differ = false;
        long previous = 0;
        for (int n = 0; n < 1000; n++) {
            long delay = new RestartPolicy(random).delayAfterExit(false, false, 0);
            assertTrue(delay >= MILLISECONDS.toNanos(25) && delay <= MILLISECONDS.toNanos(50), "delay " + delay);
            differ |= n > 0 && delay != previous;
            previous = delay;
        }
        assertTrue(differ);
    }
}
