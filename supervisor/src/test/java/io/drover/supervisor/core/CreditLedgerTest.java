package io.drover.supervisor.core;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CreditLedgerTest {
    private final InFlight inFlight = new InFlight();

    @Test
    void holdsOnlyTheFreeSlotsUntilDurationsAreKnown() {
        CreditLedger credit = new CreditLedger(3, true);
        credit.settle();
        assertEquals(3, credit.room(inFlight));
        inFlight.add(Tasks.state(new TaskSpec(1, new byte[1])));
        assertEquals(2, credit.room(inFlight));
    }

    @Test
    void windowDoublesUpToFiftyMillisecondsOfWork() {
        CreditLedger credit = new CreditLedger(2, true);
        int[] windows = new int[10];
        for (int i = 0; i < windows.length; i++) {
            credit.ran(MICROSECONDS.toNanos(100));
            credit.settle();
            windows[i] = credit.ahead();
        }
        assertEquals("4 8 16 32 64 128 256 512 1000 1000", join(windows));
        assertEquals(1002, credit.room(inFlight));
    }

    @Test
    void windowIsLimitedHoweverShortTasksAre() {
        CreditLedger credit = new CreditLedger(64, true);
        for (int i = 0; i < 30; i++) {
            credit.ran(1);
            credit.settle();
        }
        assertEquals(4096, credit.ahead());
    }

    @Test
    void longTasksGetNoWindow() {
        CreditLedger credit = new CreditLedger(2, true);
        credit.ran(MILLISECONDS.toNanos(101));
        credit.settle();
        assertEquals(0, credit.ahead());
    }

    @Test
    void aStallClosesTheWindowAndItStaysSmall() {
        CreditLedger credit = new CreditLedger(1, true);
        for (int i = 0; i < 10; i++) {
            credit.ran(MICROSECONDS.toNanos(10));
            credit.settle();
        }
        assertTrue(credit.ahead() > 500);
        credit.stalled(MILLISECONDS.toNanos(60));
        assertEquals(0, credit.ahead());
        credit.ran(MICROSECONDS.toNanos(10));
        credit.settle();
        assertEquals(0, credit.ahead(), "one short task after a long one is no reason to run ahead");
    }

    @Test
    void neverRunsAheadWhereItMayNot() {
        CreditLedger credit = new CreditLedger(2, false);
        credit.ran(1000);
        credit.settle();
        assertEquals(2, credit.room(inFlight));
    }

    @Test
    void manyBytesInFlightCloseTheWindow() {
        CreditLedger credit = new CreditLedger(2, true);
        credit.ran(1000);
        credit.settle();
        inFlight.add(Tasks.state(new TaskSpec(1, new byte[(4 << 20) + 1])));
        assertEquals(1, credit.room(inFlight));
    }

    private static String join(int[] numbers) {
        return java.util.Arrays.stream(numbers)
                .mapToObj(Integer::toString)
                .collect(java.util.stream.Collectors.joining(" "));
    }
}
