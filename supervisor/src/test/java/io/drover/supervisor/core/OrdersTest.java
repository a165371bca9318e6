package io.drover.supervisor.core;

import static io.drover.supervisor.core.CoreRun.KILLED;
import static io.drover.supervisor.core.CoreRun.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Signal;
import io.drover.supervisor.core.RecordingEffects.End;
import io.drover.supervisor.core.RecordingEffects.Recall;
import io.drover.supervisor.core.RecordingEffects.Sent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is ordered from outside while a crew works: other sizes, other workers, fewer tasks. */
class OrdersTest {
    private static final WorkerKey FIRST = worker(0, 1);
    private static final WorkerKey SECOND = worker(1, 1);
    private static final WorkerKey THIRD = worker(2, 1);

    // ------------------------------------------------------------------ scale

    @Test
    void aCrewGrowsWhileItRuns() {
        CoreRun run = CoreRun.java(1).ready(3);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.supervision.orders().scale(new int[] {1, 1, 1}, run.now);
        assertEquals(List.of(SECOND, THIRD), run.effects.takeSpawns());
        run.ready(SECOND);
        assertEquals(List.of(2L), run.effects.takeSends().get(0).tasks());
        run.ready(THIRD);
        assertEquals(List.of(3L), run.effects.takeSends().get(0).tasks());
    }

    @Test
    void aCrewShrinksAndWhatRunsIsLeftToItsEnd() {
        CoreRun run = CoreRun.java(1, 1).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(SECOND, 1, 0);
        run.tasks(1);
        run.effects.skip();
        run.supervision.orders().scale(new int[] {1}, run.now);
        run.effects.assertNothingElse();
        run.passBeating(CoreRun.SILENCE_MILLIS * 2, FIRST, SECOND);
        run.effects.assertNothingElse();
        run.effects.board(SECOND).end(0);
        run.ok(SECOND, 1, 100);
        assertEquals(List.of(SECOND), run.effects.takeFinishes());
        assertEquals("2 Ok", run.takeOutcomes().get(0));
        run.supervision.workers().onBye(SECOND);
        run.exit(SECOND, KILLED);
        run.pass(CoreRun.SETTLE_MILLIS);
        assertEquals(List.of(), run.effects.takeSpawns(), "its place is given up");
        run.effects.skip();
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 100);
        assertEquals(List.of(3L), run.effects.takeSends().get(0).tasks());
    }

    @Test
    void whatWasSentAheadToAWorkerThatGoesRunsElsewhere() {
        CoreRun run = CoreRun.java(1, 1).ready(2);
        run.effects.skip();
        run.supervision.orders().scale(new int[] {1}, run.now);
        assertEquals(List.of(SECOND), run.effects.takeFinishes());
        run.runOk(FIRST, 1, 0, 100);
        assertEquals(List.of(2L), run.effects.takeSends().get(0).tasks());
    }

    @Test
    void whatAWorkerThatLeavesStillRunsIsOfTheSameSlots() {
        CoreRun run = CoreRun.java(2).ready(4);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.effects.skip();
        run.supervision.orders().scale(new int[] {1}, run.now);
        run.ready(SECOND);
        assertEquals(List.of(), run.effects.takeSends(), "two run, and one is the most");
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 100);
        assertEquals(List.of(), run.effects.takeSends(), "one runs");
        run.effects.board(FIRST).end(1);
        run.ok(FIRST, 2, 100);
        assertEquals(List.of(3L), run.effects.takeSends().get(0).tasks());
    }

    @Test
    void aWorkerThatIsNotReadyIsNotWaitedFor() {
        CoreRun run = CoreRun.java(1, 1).start();
        run.tasks(2);
        run.effects.skip();
        run.supervision.orders().scale(new int[] {1}, run.now);
        assertEquals(List.of(new Sent(SECOND, Signal.KILL)), run.effects.takeSignals());
    }

    @Test
    void slotsHaveTheLowestNumbersThatAreFree() {
        CoreRun run = CoreRun.java(2, 1, 2).ready(5);
        run.effects.skip();
        run.supervision.orders().scale(new int[] {2, 2}, run.now);
        run.supervision.workers().onBye(SECOND);
        run.exit(SECOND, KILLED);
        run.pass(CoreRun.SETTLE_MILLIS);
        run.effects.skip();
        run.supervision.orders().scale(new int[] {2, 2, 1, 1}, run.now);
        run.tasks(2);
        run.effects.takeSpawns().forEach(run::ready);
        assertEquals(List.of(3, 6), run.effects.takeFirstSlots());
    }

    // ---------------------------------------------------------------- replace

    @Test
    void aWorkerIsReplacedWithoutLosingCapacity() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.supervision.orders().replace(FIRST, run.now);
        run.supervision.orders().replace(FIRST, run.now);
        assertEquals(List.of(SECOND), run.effects.takeSpawns(), "once");
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 100);
        assertEquals(FIRST, run.effects.takeSends().get(0).worker(), "it works on until the other is ready");
        run.begin(FIRST, 2, 0);
        run.ready(SECOND);
        run.effects.takeFinished();
        run.effects.assertNothingElse();
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 2, 100);
        assertEquals(List.of(FIRST), run.effects.takeFinishes());
        run.tasks(1);
        assertEquals(SECOND, run.effects.takeSends().get(0).worker());
    }

    @Test
    void whoTakesOverTheOnlySlotWaitsUntilItIsFree() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.supervision.orders().replace(FIRST, run.now);
        run.ready(SECOND);
        run.effects.skip();
        run.tasks(1);
        run.effects.assertNothingElse();
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 100);
        assertEquals(SECOND, run.effects.takeSends().get(0).worker());
        assertEquals(List.of(FIRST), run.effects.takeFinishes());
    }

    @Test
    void whoTakesOverSeveralSlotsDoesNotWait() {
        CoreRun run = CoreRun.java(2).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.effects.skip();
        run.supervision.orders().replace(FIRST, run.now);
        run.ready(SECOND);
        run.effects.skip();
        run.tasks(1);
        assertEquals(SECOND, run.effects.takeSends().get(0).worker());
    }

    @Test
    void aWorkerThatIsNotThereIsNotReplaced() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.effects.skip();
        run.supervision.orders().replace(worker(0, 7), run.now);
        run.supervision.orders().replace(worker(7, 1), run.now);
        run.effects.assertNothingElse();
    }

    @Test
    void aWorkerThatHasDiedOrLeavesIsNotReplaced() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.begin(FIRST, 1, 0);
        run.exit(FIRST, KILLED);
        WorkerKey next = run.effects.takeSpawns().get(0);
        run.ready(next);
        run.effects.skip();
        run.supervision.orders().replace(FIRST, run.now);
        assertEquals(List.of(), run.effects.takeSpawns(), "its place is another's, and its last results may still come");
        run.begin(next, 1, 0);
        run.supervision.orders().cancel(2, Reach.RUNNING, run.now);
        run.effects.skip();
        run.supervision.orders().replace(next, run.now);
        assertEquals(List.of(), run.effects.takeSpawns(), "it ends with the task that is cancelled");
    }

    // ----------------------------------------------------------------- cancel

    @Test
    void aTaskThatWaitsIsCancelledAtOnce() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.supervision.orders().cancel(2, Reach.RUNNING, run.now);
        assertEquals(List.of("2 Cancelled"), run.takeOutcomes());
        run.supervision.orders().cancel(2, Reach.RUNNING, run.now);
        run.supervision.orders().cancel(99, Reach.RUNNING, run.now);
        run.effects.assertNothingElse();
    }

    @Test
    void aTaskThatWasSentAheadIsCancelledBeforeItStarts() {
        CoreRun run = CoreRun.java(2).ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.supervision.orders().cancel(2, Reach.RUNNING, run.now);
        assertEquals(List.of("2 Cancelled"), run.takeOutcomes());
        run.effects.assertNothingElse();
    }

    @Test
    void aCommandThatRunsIsEnded() {
        CoreRun run = CoreRun.commands(2).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.effects.skip();
        run.supervision.orders().cancel(1, Reach.RUNNING, run.now);
        assertEquals(List.of(new End(FIRST, 1)), run.effects.takeEnds());
        run.effects.board(FIRST).end(0);
        run.result(FIRST, CoreRun.result(1).setKilled(true).setSignal(15).build());
        assertEquals(List.of("1 Cancelled"), run.takeOutcomes());
        run.effects.assertNothingElse();
    }

    @Test
    void aCommandThatWasFasterThanItsCancelHasSucceeded() {
        CoreRun run = CoreRun.commands(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.supervision.orders().cancel(1, Reach.RUNNING, run.now);
        run.effects.skip();
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 100);
        assertEquals(List.of("1 Ok"), run.takeOutcomes());
    }

    @Test
    void aCommandThatFailsWhileItIsCancelledDoesNotRunAgain() {
        CoreRun run = CoreRun.commands(1).attempts(2).ready(1);
        run.begin(FIRST, 1, 0);
        run.supervision.orders().cancel(1, Reach.RUNNING, run.now);
        run.effects.skip();
        run.effects.board(FIRST).end(0);
        run.result(FIRST, CoreRun.failure(1));
        assertEquals(List.of("1 Cancelled"), run.takeOutcomes());
        run.effects.assertNothingElse();
    }

    @Test
    void aJavaTaskThatRunsIsEndedWithItsWorkerAndItsNeighbourRunsAgain() {
        CoreRun run = CoreRun.java(2).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.effects.skip();
        run.supervision.orders().cancel(1, Reach.RUNNING, run.now);
        assertEquals(List.of(new Sent(FIRST, Signal.TERM)), run.effects.takeSignals());
        run.result(FIRST, CoreRun.interrupted(1));
        run.effects.assertNothingElse();
        run.exit(FIRST, KILLED);
        assertEquals(List.of(), run.effects.takeLogs(), "no crash");
        run.pass(CoreRun.SETTLE_MILLIS);
        assertEquals(List.of("1 Cancelled"), run.takeOutcomes());
        assertEquals(List.of(2L), run.effects.takeDiscarded());
        run.ready(worker(0, 2));
        run.runOk(worker(0, 2), 1, 0, 100);
        FinishedTask neighbour = run.takeFinished();
        assertTrue(neighbour.outcome().ok());
        assertEquals(1, neighbour.attempts(), "not charged");
    }

    @Test
    void aCancelOfWhatWaitsLeavesAloneWhatRunsAndItIsNotTriedAgain() {
        CoreRun run = CoreRun.java(1).attempts(3).ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.supervision.orders().cancel(1, Reach.WAITING, run.now);
        run.effects.assertNothingElse();
        run.supervision.orders().cancel(2, Reach.WAITING, run.now);
        assertEquals(List.of("2 Cancelled"), run.takeOutcomes());
        run.effects.board(FIRST).end(0);
        run.result(FIRST, CoreRun.failure(1));
        assertEquals(List.of("1 Exited"), run.takeOutcomes());
        run.effects.assertNothingElse();
    }

    @Test
    void whatIsGivenBackHasNotBegun() {
        CoreRun run = CoreRun.java(1).attempts(3).ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.supervision.orders().cancel(1, Reach.UNBEGUN, run.now);
        run.effects.assertNothingElse();
        run.supervision.orders().cancel(2, Reach.UNBEGUN, run.now);
        assertEquals(List.of("2 Cancelled"), run.takeOutcomes());
        run.effects.board(FIRST).end(0);
        run.result(FIRST, CoreRun.failure(1));
        run.supervision.orders().cancel(1, Reach.UNBEGUN, run.now);
        assertEquals(List.of(), run.takeOutcomes(), "it is tried again");
        run.exit(FIRST, KILLED);
        run.supervision.orders().cancel(1, Reach.UNBEGUN, run.now);
        run.pass(CoreRun.SETTLE_MILLIS);
        assertEquals(List.of(), run.takeOutcomes(), "and is not forgotten with its worker");
    }

    @Test
    void norDoesItRunAgainWhenItsWorkerDies() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.supervision.orders().cancel(1, Reach.WAITING, run.now);
        run.exit(FIRST, KILLED);
        run.pass(CoreRun.SETTLE_MILLIS);
        assertEquals(List.of("1 Cancelled"), run.takeOutcomes());
    }

    @Test
    void aTaskIsCancelledWhoseWorkerHasJustDied() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.exit(FIRST, KILLED);
        run.supervision.orders().cancel(1, Reach.RUNNING, run.now);
        run.pass(CoreRun.SETTLE_MILLIS);
        assertEquals(List.of("1 Cancelled"), run.takeOutcomes());
    }

    @Test
    void aTaskThatMayHaveStartedFarAwayIsCancelledWhenThatIsKnown() {
        for (boolean started : List.of(false, true)) {
            CoreRun run = CoreRun.commands(2).ready(2);
            run.effects.workersAreFar();
            run.begin(FIRST, 1, 0);
            run.effects.skip();
            run.supervision.orders().cancel(2, Reach.RUNNING, run.now);
            assertEquals(List.of(new Recall(FIRST, 0)), run.effects.takeRecalls());
            run.tasks(1);
            run.effects.assertNothingElse();
            run.supervision.workers().onRecalled(FIRST, 7, 0, run.now);
            run.effects.assertNothingElse();
            if (started) {
                run.begin(FIRST, 2, 1);
            }
            run.supervision.workers().onRecalled(FIRST, 0, run.effects.board(FIRST).recall(0), run.now);
            assertEquals(started ? List.of() : List.of("2 Cancelled"), run.takeOutcomes());
            assertEquals(started ? List.of(new End(FIRST, 2)) : List.of(), run.effects.takeEnds());
            assertEquals(started ? 0 : 1, run.effects.takeSends().size());
        }
    }

    // ------------------------------------------------------------ hold and go

    @Test
    void whatWaitsIsHeldAndGoesOn() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.runOk(FIRST, 1, 0, 100);
        run.effects.skip();
        run.supervision.orders().hold();
        run.tasks(1);
        run.pass(100);
        assertEquals(List.of(), run.effects.takeSends());
        assertEquals(Hold.Cause.ORDER, run.supervision.sight().hold().cause());
        run.supervision.orders().go(run.now);
        assertEquals(List.of(2L), run.effects.takeSends().get(0).tasks());
        assertNull(run.supervision.sight().hold());
    }

    // ------------------------------------------------------------------ terms

    @Test
    void theMostUrgentStartsFirst() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.tasks(2);
        run.tasks(Terms.ONCE.priority(1), 1);
        run.effects.skip();
        run.runOk(FIRST, 1, 0, 100);
        assertEquals(List.of(4L), run.effects.takeSends().get(0).tasks());
    }

    @Test
    void aTaskThatFailsWaitsLongerEachTime() {
        CoreRun run = CoreRun.java(1).ready(0);
        run.tasks(Terms.ONCE.attempts(3).backoff(new Backoff(Duration.ofMillis(100), 2, Duration.ofMinutes(1))), 1);
        run.ready(FIRST);
        run.begin(FIRST, 1, 0);
        run.effects.board(FIRST).end(0);
        run.effects.skip();
        run.result(FIRST, CoreRun.failure(1));
        run.pass(99);
        assertEquals(List.of(), run.effects.takeSends());
        assertEquals(run.now + 1_000_000, run.supervision.nextDeadline(run.now));
        run.pass(1);
        assertEquals(1, run.effects.takeSends().size());
        run.begin(FIRST, 2, 0);
        run.effects.board(FIRST).end(0);
        run.result(FIRST, CoreRun.failure(2));
        run.pass(199);
        assertEquals(List.of(), run.effects.takeSends());
        run.pass(1);
        assertEquals(1, run.effects.takeSends().size());
    }

    @Test
    void aTaskStartsWhenItsTimeHasCome() {
        CoreRun run = CoreRun.java(1).ready(0);
        run.tasks(Terms.ONCE.delay(Duration.ofMillis(50)), 1);
        run.endInput();
        run.pass(49);
        run.effects.skip();
        run.pass(1);
        run.ready(FIRST);
        assertEquals(1, run.effects.takeSends().size());
        assertTrue(!run.supervision.isFinished());
    }

    @Test
    void tasksWhoseTimeHasNotComeAreInNobodysWay() {
        CoreRun run = CoreRun.java(1).ready(0);
        int wanted = run.supervision.wantedTasks();
        run.tasks(Terms.ONCE.delay(Duration.ofHours(1)), 100);
        assertEquals(wanted, run.supervision.wantedTasks());
    }

    @Test
    void eachTaskHasItsOwnTimeLimit() {
        CoreRun run = CoreRun.java(2).ready(0);
        run.tasks(Terms.ONCE, 1);
        run.tasks(Terms.ONCE.timeout(Duration.ofMillis(500)), 1);
        run.ready(FIRST);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.effects.skip();
        run.pass(499);
        run.effects.assertNothingElse();
        run.pass(1);
        assertEquals(List.of(new Sent(FIRST, Signal.QUIT)), run.effects.takeSignals());
    }

    // ------------------------------------------------------------- drain, dismiss

    @Test
    void aCrewThatIsDrainedTakesNothingMore() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.effects.skip();
        run.supervision.orders().drain(run.now);
        assertEquals(1, run.effects.takeInputCloses());
        assertEquals(0, run.supervision.wantedTasks());
        run.runOk(FIRST, 1, 0, 100);
        run.runOk(FIRST, 2, 0, 100);
        assertEquals(List.of("1 Ok", "2 Ok"), run.takeOutcomes());
        assertEquals(List.of(FIRST), run.effects.takeFinishes());
    }

    @Test
    void aCrewThatIsDismissedEndsWhatRunsAndNothingElse() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.supervision.orders().dismiss(run.now);
        assertEquals(List.of("2 Cancelled"), run.takeOutcomes());
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 100);
        assertEquals(List.of(FIRST), run.effects.takeFinishes());
    }
}
