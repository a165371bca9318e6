package io.drover.worker.command;

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
    private static final OptionalInt KILL = OptionalInt.of(9);

    @Test
    void withoutATimeoutNothingIsEverDue() {
        TermPlan plan = plan(0);
        assertEquals(-1, plan.waitMillis(at(0)));
        assertEquals(NONE, due(plan, 1_000_000_000));
        assertFalse(plan.ending());
    }

    @Test
    void aTimeoutStartsTheSequence() {
        TermPlan plan = plan(1000);
        assertEquals(500, plan.waitMillis(at(0)), "a longer wait would hide a suspend");
        assertEquals(400, plan.waitMillis(at(600)));
        assertEquals(1, plan.waitMillis(at(1000) - 1), "rounded up: no turn for nothing");
        assertEquals(NONE, due(plan, 999));
        assertFalse(plan.timedOut());
        assertEquals(TERM, due(plan, 1000));
        assertTrue(plan.timedOut() && plan.ending());
        assertFalse(plan.killed());
        assertEquals(200, plan.waitMillis(at(1000)));
        assertEquals(NONE, due(plan, 1199));
        assertEquals(TERM, due(plan, 1200));
        assertEquals(KILL, due(plan, 1300));
        assertEquals(KILL, due(plan, 1350), "the last step's wait is over: once more, to be sure");
        assertEquals(NONE, due(plan, 9999));
        assertEquals(-1, plan.waitMillis(at(9999)));
    }

    @Test
    void aSequenceWithoutKillEndsWithOne() {
        TermPlan plan = new TermPlan(
                CommandSetup.newBuilder().addTermSequence(step(15, 5)).build(), 10, START);
        assertEquals(TERM, due(plan, 10));
        assertEquals(KILL, due(plan, 15));
        assertEquals(NONE, due(plan, 99));
    }

    @Test
    void theTimeOfASuspendedCommandDoesNotCount() {
        TermPlan plan = plan(1000);
        plan.look(at(400));
        plan.suspend(true, at(600));
        assertEquals(-1, plan.waitMillis(at(700)));
        assertEquals(NONE, due(plan, 5000));
        plan.suspend(false, at(9600));
        assertEquals(400, plan.waitMillis(at(9600)));
        assertEquals(NONE, due(plan, 9999));
        assertEquals(TERM, due(plan, 10_000));
    }

    @Test
    void aSuspendedCommandCanBeEnded() {
        TermPlan plan = plan(1000);
        plan.suspend(true, at(600));
        plan.kill();
        plan.suspend(true, at(601));
        assertEquals(TERM, due(plan, 601));
        plan.suspend(true, at(602));
        assertEquals(TERM, due(plan, 801));
    }

    @Test
    void aKillIsDueAtOnce() {
        TermPlan plan = plan(0);
        plan.kill();
        assertEquals(0, plan.waitMillis(at(0)));
        assertEquals(TERM, due(plan, 0));
        assertTrue(plan.killed());
        assertFalse(plan.timedOut());
        assertEquals(TERM, due(plan, 200));
    }

    @Test
    void aKillDuringTheSequenceChangesNothing() {
        TermPlan plan = plan(1000);
        due(plan, 1000);
        plan.kill();
        assertFalse(plan.killed());
        assertEquals(NONE, due(plan, 1199));
        assertEquals(TERM, due(plan, 1200));
    }

    @Test
    void timeInWhichTheCommandHadToWaitDoesNotCount() {
        TermPlan plan = plan(1000);
        plan.postpone(MILLISECONDS.toNanos(300));
        assertEquals(NONE, due(plan, 1299));
        assertEquals(TERM, due(plan, 1300));
    }

    @Test
    void aKillIsNotPostponed() {
        TermPlan plan = plan(1000);
        plan.kill();
        plan.postpone(MILLISECONDS.toNanos(300));
        assertEquals(TERM, due(plan, 0));
    }

    @Test
    void aPauseOfTheWorkerDoesNotCount() {
        TermPlan plan = plan(1000);
        int wait = plan.waitMillis(at(0));
        plan.look(at(wait + 60_000));
        assertEquals(NONE, due(plan, 60_999));
        assertEquals(TERM, due(plan, 61_000));
    }

    @Test
    void norDoesOneBetweenTwoWaits() {
        TermPlan plan = plan(1000);
        assertEquals(500, plan.waitMillis(at(60_000)), "before the first");
        plan.look(at(60_500));
        assertEquals(500, plan.waitMillis(at(90_500)));
        plan.look(at(91_000));
        assertEquals(NONE, due(plan, 90_999));
        assertEquals(TERM, due(plan, 91_000));
    }

    @Test
    void norDoesOneJustBeforeASignalIsAskedFor() {
        TermPlan plan = plan(1000);
        plan.look(at(plan.waitMillis(at(0))));
        assertEquals(NONE, plan.dueSignal(at(60_500)));
        assertEquals(NONE, due(plan, 60_999));
        assertEquals(TERM, due(plan, 61_000));
    }

    @Test
    void aLittleLateIsNoPause() {
        TermPlan plan = plan(1000);
        int wait = plan.waitMillis(at(0));
        plan.look(at(wait + 499));
        assertEquals(TERM, due(plan, 1499));
    }

    /** What is due then, if nobody was ever late to look. */
    private static OptionalInt due(TermPlan plan, long millis) {
        for (long before = millis % 400; before < millis; before += 400) {
            plan.look(at(before));
        }
        return plan.dueSignal(at(millis));
    }

    private static TermPlan plan(long timeoutMillis) {
        return new TermPlan(
                CommandSetup.newBuilder()
                        .addTermSequence(step(15, 200))
                        .addTermSequence(step(15, 100))
                        .addTermSequence(step(9, 50))
                        .build(),
                timeoutMillis,
                START);
    }

    private static TermStep step(int signal, int waitMillis) {
        return TermStep.newBuilder().setSignal(signal).setWaitMillis(waitMillis).build();
    }

    private static long at(long millis) {
        return START + MILLISECONDS.toNanos(millis);
    }
}
