package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.supervisor.core.Outcome.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final List<Outcome> ALL = List.of(
            Outcome.OK,
            new Outcome.Exited(3),
            new Outcome.Signaled(11),
            new Outcome.Threw("a.Oops", "why", ""),
            Outcome.TIMED_OUT,
            new Outcome.Lost("worker died"),
            Outcome.CANCELLED,
            Outcome.SKIPPED);

    @Test
    void everyKindIsCountedAndSaysWhatItIs() {
        assertEquals(Arrays.asList(Kind.values()), ALL.stream().map(Outcome::kind).toList());
        assertEquals(
                List.of(
                        "ok: OK 0",
                        "exit 3: FAILED 3 failed",
                        "SIGSEGV: FAILED 139 failed",
                        "a.Oops: FAILED 1 failed",
                        "timed out: TIMED_OUT 255 failed",
                        "lost: LOST 1 failed",
                        "cancelled: CANCELLED 1 does not count",
                        "skipped: FAILED 1"),
                ALL.stream().map(OutcomeTest::text).toList());
    }

    private static String text(Outcome outcome) {
        return outcome.title() + ": " + outcome.column() + " " + outcome.exitValue()
                + (outcome.failed() ? " failed" : "")
                + (outcome.counts() ? "" : " does not count");
    }

    @Test
    void theLedgerBalancesWithOneOfEach() {
        Ledger ledger = new Ledger();
        for (Outcome outcome : ALL) {
            ledger.submit();
            ledger.finished(outcome);
        }
        assertEquals(new Ledger.Totals(8, 1, 4, 1, 1, 1), ledger.totals());
    }
}
