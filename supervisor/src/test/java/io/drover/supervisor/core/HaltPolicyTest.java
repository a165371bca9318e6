package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HaltPolicyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | false | FAIL | 1 | 0",
                "2 | true | FAIL | 1 | 0",
                "-1 | false | SUCCESS | 1 | 0",
                "-2 | true | SUCCESS | 1 | 0",
                "20% | false | FAIL | 0 | 20",
                "now,fail=1 | true | FAIL | 1 | 0",
                "soon,success=10% | false | SUCCESS | 0 | 10",
                "soon,done=12 | false | DONE | 12 | 0",
                "now,done=2.5% | true | DONE | 0 | 2.5",
            })
    void readsTheFormsOfGnuParallel(String text, boolean now, HaltPolicy.Why why, long count, double percent) {
        assertEquals(new HaltPolicy(now, why, count, percent), HaltPolicy.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "0"})
    void readsThatNothingHalts(String text) {
        assertSame(HaltPolicy.NEVER, HaltPolicy.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "soon", "now,fail", "later,fail=1", "now,fail=", "now,fail=x", "now,fail=-1", "now,crash=1"})
    void refusesOtherText(String text) {
        assertThrows(IllegalArgumentException.class, () -> HaltPolicy.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'now,fail=3', 9, 2, -1, false",
        "'now,fail=3', 9, 3, -1, true",
        "'now,success=9', 9, 3, -1, true",
        "'now,done=12', 9, 3, -1, true",
        "'now,done=13', 9, 3, -1, false",
        "'soon,fail=25%', 9, 3, 12, true",
        "'soon,fail=25%', 9, 3, 13, false",
        "'soon,fail=25%', 0, 3, -1, false",
        "'soon,fail=1%', 9, 0, 9, false",
        "never, 9, 3, 12, false",
    })
    void isReachedByCountOrShare(String policy, long ok, long failed, long total, boolean reached) {
        Ledger.Totals totals = new Ledger.Totals(ok + failed, ok, failed, 0, 0, 0);
        assertEquals(reached, HaltPolicy.parse(policy).reached(totals, total));
    }

    @ParameterizedTest
    @CsvSource({"'now,fail=1', 5, true", "'now,fail=2', 1, false", "'soon,fail=10%', 10, true", "'soon,fail=10%', 20, false"})
    void knowsWhetherOneTaskIsEnough(String policy, long total, boolean one) {
        assertEquals(one, HaltPolicy.parse(policy).isOneTaskOf(total));
    }

    @Test
    void cancelledTasksAreNeitherFailedNorDone() {
        Ledger.Totals totals = new Ledger.Totals(9, 0, 0, 0, 0, 9);
        assertFalse(HaltPolicy.parse("now,done=1").reached(totals, 9));
        assertFalse(HaltPolicy.parse("now,fail=1").reached(totals, 9));
    }

    @Test
    void lostAndTimedOutTasksAreFailed() {
        assertTrue(HaltPolicy.parse("now,fail=2").reached(new Ledger.Totals(2, 0, 0, 1, 1, 0), -1));
    }

    @Test
    void onlyAShareNeedsTheTotal() {
        assertTrue(HaltPolicy.parse("now,fail=5%").needsTotal());
        assertFalse(HaltPolicy.parse("now,fail=5").needsTotal());
        assertFalse(HaltPolicy.NEVER.needsTotal());
    }
}
