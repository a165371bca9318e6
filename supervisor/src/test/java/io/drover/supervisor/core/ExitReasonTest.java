package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.posix.ExitStatus;
import io.drover.supervisor.core.Departure.Charge;
import io.drover.supervisor.core.WorkerProcess.State;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kind of exit × departure × what ran. */
class ExitReasonTest {
    private static final ExitStatus EXITED = new ExitStatus.Exited(3);
    private static final ExitStatus CRASHED = new ExitStatus.Signaled(11);
    private static final List<ExitStatus> STATUSES = List.of(EXITED, CRASHED, CoreRun.KILLED);

    /** What is said of a departure, without a farewell and after one. */
    @ParameterizedTest
    @CsvSource({
        "NONE,              crash,    RUNNING, expected, NOBODY",
        "NOT_READY_IN_TIME, crash,    RUNNING, expected, NOBODY",
        "MAKES_ROOM,        expected, NOBODY,  expected, NOBODY",
        "TIMED_OUT,         expected, NOBODY,  expected, NOBODY",
        "NO_ROOM,           expected, ALL,     expected, ALL",
        "SILENT,            crash,    ALL,     expected, ALL",
        "STUCK_IN_EXIT,     crash,    ALL,     expected, ALL",
        "FINISHED,          expected, RUNNING, expected, NOBODY",
        "STOPPED,           expected, NOBODY,  expected, NOBODY",
    })
    void whoeverDiesIsExpectedOrNotAndSomebodyPays(
            Departure departure, String kind, Charge charge, String kindAfterFarewell, Charge chargeAfterFarewell) {
        for (ExitStatus status : STATUSES) {
            for (boolean gaveResults : new boolean[] {false, true}) {
                check(new ExitReason(status, departure, false, State.READY, gaveResults, ""), kind, charge);
                check(new ExitReason(status, departure, true, State.READY, gaveResults, ""), kindAfterFarewell, chargeAfterFarewell);
            }
        }
    }

    private static void check(ExitReason exit, String kind, Charge charge) {
        boolean crash = kind.equals("crash");
        assertEquals(!crash, exit.expected(), exit::toString);
        assertEquals(charge != Charge.NOBODY, exit.charges(true), () -> "what ran: " + charge);
        assertEquals(charge == Charge.ALL, exit.charges(false), () -> "what had ended: " + charge);
        boolean byItself = crash && exit.status() != CoreRun.KILLED;
        assertEquals(byItself && !exit.gaveResults(), exit.diedForNothing(), exit::toString);
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void aSignalIsNoFaultOfTheWorkerUnlessItWasLate(Departure departure) {
        Set<ExitStatus> signals = Set.of(CRASHED, CoreRun.KILLED);
        for (ExitStatus status : STATUSES) {
            boolean killed = new ExitReason(status, departure, false, State.STARTING, false, "").killed();
            assertEquals(signals.contains(status) && departure != Departure.NOT_READY_IN_TIME, killed);
        }
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void onlyWhoeverStartsWasNotReady(State during) {
        ExitReason exit = new ExitReason(EXITED, Departure.NONE, false, during, false, "");
        assertEquals(during != State.STARTING, exit.wasReady());
    }

    @Test
    void theHeavierReasonHolds() {
        Departure before = Departure.NONE;
        for (Departure departure : EnumSet.allOf(Departure.class)) {
            assertEquals(departure, before.and(departure));
            assertEquals(departure, departure.and(before));
            before = departure;
        }
    }

    @Test
    void saysWithItsLastWordsWhatItDiedOf() {
        assertEquals("exit 3", text(""));
        assertEquals("exit 3", text("\n \n"));
        assertEquals("exit 3, last line of its log: out of memory", text("first\n out of memory\n\n"));
    }

    @Test
    void theThreadDumpOfOneThatWasSilentIsNoCause() {
        ExitReason exit = new ExitReason(
                new ExitStatus.Signaled(9), Departure.SILENT, false, State.READY, false, " class space    used 38K\n");
        assertEquals("SIGKILL, for it was silent", exit.toString());
    }

    private static String text(String lastWords) {
        return new ExitReason(EXITED, Departure.NONE, false, State.READY, false, lastWords).toString();
    }
}
