package io.drover.worker;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.proto.CommandSetup;
import io.drover.proto.TermStep;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TermPlanTest {
    private static final long START = MILLISECONDS.toNanos(1_000_000);
    private static final OptionalInt NONE = OptionalInt.empty();
    private static final OptionalInt TERM = OptionalInt.of(15);
    private static final OptionalInt INT = OptionalInt.of(2);
    private static final OptionalInt KILL = OptionalInt.of(9);

    @Test
    void withoutATimeoutNothingIsEverDue() {
        TermPlan plan = plan(0);
        assertEquals(-1, plan.waitMillis(at(0)));
        assertEquals(NONE, plan.dueSignal(at(1_000_000_000)));
        assertFalse(plan.ending());
    }

    @Test
    void aTimeoutStartsTheSequence() {
        TermPlan plan = plan(1000);
        assertEquals(500, plan.waitMillis(at(0)), "a longer wait would hide a suspend");
        assertEquals(400, plan.waitMillis(at(600)));
        assertEquals(1, plan.waitMillis(at(1000) - 1), "rounded up: no turn for nothing");
        assertEquals(NONE, plan.dueSignal(at(999)));
        assertFalse(plan.timedOut());
        assertEquals(TERM, plan.dueSignal(at(1000)));
        assertTrue(plan.timedOut() && plan.ending());
        assertFalse(plan.killed());
        assertEquals(200, plan.waitMillis(at(1000)));
        assertEquals(NONE, plan.dueSignal(at(1199)));
        assertEquals(TERM, plan.dueSignal(at(1200)));
        assertEquals(KILL, plan.dueSignal(at(1300)));
        assertEquals(KILL, plan.dueSignal(at(1350)), "the last step's wait is over: once more, to be sure");
        assertEquals(NONE, plan.dueSignal(at(9999)));
        assertEquals(-1, plan.waitMillis(at(9999)));
    }

    @Test
    void aSequenceWithoutKillEndsWithOne() {
        TermPlan plan = new TermPlan(
                CommandSetup.newBuilder().setTimeoutMillis(10).addTermSequence(step(15, 5)).build(), START);
        assertEquals(TERM, plan.dueSignal(at(10)));
        assertEquals(KILL, plan.dueSignal(at(15)));
        assertEquals(NONE, plan.dueSignal(at(99)));
    }

    @Test
    void theTimeOfASuspendedCommandDoesNotCount() {
        TermPlan plan = plan(1000);
        plan.look(at(400));
        plan.suspend(true, at(600));
        assertEquals(-1, plan.waitMillis(at(700)));
        assertEquals(NONE, plan.dueSignal(at(5000)));
        plan.suspend(false, at(9600));
        assertEquals(400, plan.waitMillis(at(9600)));
        assertEquals(NONE, plan.dueSignal(at(9999)));
        assertEquals(TERM, plan.dueSignal(at(10_000)));
    }

    @Test
    void aSuspendedCommandCanBeEnded() {
        TermPlan plan = plan(1000);
        plan.suspend(true, at(600));
        plan.kill(0);
        plan.suspend(true, at(601));
        assertEquals(TERM, plan.dueSignal(at(601)));
        plan.suspend(true, at(602));
        assertEquals(TERM, plan.dueSignal(at(801)));
    }

    @Test
    void aKillIsDueAtOnce() {
        TermPlan plan = plan(0);
        plan.kill(0);
        assertEquals(0, plan.waitMillis(at(0)));
        assertEquals(TERM, plan.dueSignal(at(0)));
        assertTrue(plan.killed());
        assertFalse(plan.timedOut());
        assertEquals(TERM, plan.dueSignal(at(200)));
    }

    @Test
    void aKillMayBeginWithAnotherSignal() {
        TermPlan plan = plan(1000);
        plan.kill(2);
        assertEquals(INT, plan.dueSignal(at(0)));
        assertEquals(NONE, plan.dueSignal(at(199)));
        assertEquals(TERM, plan.dueSignal(at(200)));
    }

    @Test
    void aKillDuringTheSequenceChangesNothing() {
        TermPlan plan = plan(1000);
        plan.dueSignal(at(1000));
        plan.kill(2);
        assertFalse(plan.killed());
        assertEquals(NONE, plan.dueSignal(at(1199)));
        assertEquals(TERM, plan.dueSignal(at(1200)));
    }

    @Test
    void timeInWhichTheCommandHadToWaitDoesNotCount() {
        TermPlan plan = plan(1000);
        plan.postpone(MILLISECONDS.toNanos(300));
        assertEquals(NONE, plan.dueSignal(at(1299)));
        assertEquals(TERM, plan.dueSignal(at(1300)));
    }

    @Test
    void aKillIsNotPostponed() {
        TermPlan plan = plan(1000);
        plan.kill(0);
        plan.postpone(MILLISECONDS.toNanos(300));
        assertEquals(TERM, plan.dueSignal(at(0)));
    }

    @Test
    void aPauseOfTheWorkerDoesNotCount() {
        TermPlan plan = plan(1000);
        int wait = plan.waitMillis(at(0));
        plan.look(at(wait + 60_000));
        assertEquals(NONE, plan.dueSignal(at(60_999)));
        assertEquals(TERM, plan.dueSignal(at(61_000)));
    }

    @Test
    void norDoesOneBetweenTwoWaits() {
        TermPlan plan = plan(1000);
        assertEquals(500, plan.waitMillis(at(60_000)), "before the first");
        plan.look(at(60_500));
        assertEquals(500, plan.waitMillis(at(90_500)));
        plan.look(at(91_000));
        assertEquals(NONE, plan.dueSignal(at(90_999)));
        assertEquals(TERM, plan.dueSignal(at(91_000)));
    }

    @Test
    void aLittleLateIsNoPause() {
        TermPlan plan = plan(1000);
        int wait = plan.waitMillis(at(0));
        plan.look(at(wait + 499));
        assertEquals(TERM, plan.dueSignal(at(1499)));
    }

    private static TermPlan plan(long timeoutMillis) {
        return new TermPlan(
                CommandSetup.newBuilder()
                        .setTimeoutMillis(timeoutMillis)
                        .addTermSequence(step(15, 200))
                        .addTermSequence(step(15, 100))
                        .addTermSequence(step(9, 50))
                        .build(),
                START);
    }

    private static TermStep step(int signal, int waitMillis) {
        return TermStep.newBuilder().setSignal(signal).setWaitMillis(waitMillis).build();
    }

    private static long at(long millis) {
        return START + MILLISECONDS.toNanos(millis);
    }
}
