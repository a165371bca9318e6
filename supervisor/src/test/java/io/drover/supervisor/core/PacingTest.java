package io.drover.supervisor.core;

import static io.drover.supervisor.core.CoreRun.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Signal;
import io.drover.proto.TaskResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starts that wait for leave, for others to end, or for time. */
class PacingTest {
    private static final WorkerKey FIRST = worker(0, 1);
    private static final Pacing ASKING = new Pacing(0, 0, false, true, false, Pacing.ALL);

    private static Pacing atMost(int tasks) {
        return new Pacing(0, 0, false, false, false, tasks);
    }

    private static CoreRun asking(int slots, int tasks) {
        CoreRun run = CoreRun.commands(slots).pacing(ASKING).ready(tasks);
        run.effects.takeSpawns();
        return run;
    }

    @Test
    void leaveIsAskedForOneTaskAtATime() {
        CoreRun run = asking(4, 3);
        assertEquals(List.of(1L), run.effects.takeAsked());
        run.pass(1000);
        run.effects.assertNothingElse();
        run.supervision.starts().onGranted(run.now);
        assertEquals(List.of(1L), run.effects.takeSentTasks());
        assertEquals(List.of(2L), run.effects.takeAsked());
        run.effects.assertNothingElse();
    }

    @Test
    void whatHoldsStartsBackIsToldOnceAndWhenItIsOver() {
        CoreRun run = asking(4, 3);
        run.supervision.starts().onHeld(new Hold(Hold.Cause.LOAD, "load 3"));
        run.pass(1);
        run.supervision.starts().onHeld(new Hold(Hold.Cause.LOAD, "load 4"));
        run.pass(1);
        assertEquals(List.of("LOAD"), run.effects.takeHolds());
        assertEquals("load 4", run.supervision.sight().progress(run.now).hold().detail());
        run.supervision.starts().onGranted(run.now);
        run.pass(1);
        assertEquals(List.of("none"), run.effects.takeHolds());
        run.supervision.onStall(true);
        run.pass(1);
        run.supervision.onStall(false);
        run.supervision.starts().onCongestion(true, run.now);
        run.pass(1);
        run.supervision.starts().onCongestion(false, run.now);
        run.pass(1);
        assertEquals(List.of("OUTPUT", "none"), run.effects.takeHolds());
    }

    @Test
    void aPauseHoldsWhatWaitsAndWhatWasSentAheadUntilItIsOver() {
        CoreRun run = CoreRun.java(1).ready(3);
        run.runOk(FIRST, 1, 0, 0);
        run.begin(FIRST, 2, 0);
        run.effects.skip();
        run.supervision.workers().onPause(2_000_000_000L, run.now);
        run.pass(1);
        assertEquals(List.of("PAUSE"), run.effects.takeHolds());
        assertTrue(run.supervision.nextDeadline(run.now) <= run.now + 1_999_000_000L);
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 2, 5);
        run.passBeating(1998, FIRST);
        assertEquals(List.of(), run.effects.takeSentTasks());
        assertEquals(run.now + 1_000_000, run.supervision.nextDeadline(run.now));
        run.passBeating(1, FIRST);
        assertEquals(List.of("none"), run.effects.takeHolds());
        assertEquals(List.of(3L), run.effects.takeSentTasks());
    }

    @Test
    void aStopDoesNotWaitForAPause() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.begin(FIRST, 1, 0);
        run.supervision.workers().onPause(2_000_000_000L, run.now);
        run.signal(Signal.TERM);
        assertEquals(List.of("2 Cancelled"), run.takeOutcomes());
    }

    @Test
    void fewerTasksThanSlotsAreAHoldWhileOthersWait() {
        CoreRun run = CoreRun.commands(4).pacing(atMost(2)).ready(3);
        run.pass(1);
        assertEquals(List.of("JOBS"), run.effects.takeHolds());
        run.runOk(FIRST, 1, 0, 10);
        run.pass(1);
        assertEquals(List.of("none"), run.effects.takeHolds());
    }

    @Test
    void nobodyIsAskedWhileNoSlotIsFree() {
        CoreRun run = asking(1, 2);
        run.supervision.starts().onGranted(run.now);
        assertEquals(List.of(1L), run.effects.takeAsked());
        assertEquals(List.of(1L), run.effects.takeSentTasks());
        run.runOk(FIRST, 1, 0, 100);
        assertEquals(List.of(2L), run.effects.takeAsked());
        assertEquals(List.of(), run.effects.takeSentTasks());
    }

    @Test
    void aRefusedTaskIsOverAndTheNextIsAskedFor() {
        CoreRun run = asking(2, 2);
        run.supervision.starts().onRefused(run.now);
        assertEquals(List.of("1 Skipped"), run.takeOutcomes());
        assertEquals(List.of(1L, 2L), run.effects.takeAsked());
        run.endInput();
        run.supervision.starts().onRefused(run.now);
        run.pass(0);
        assertEquals(List.of("2 Skipped"), run.takeOutcomes());
        assertEquals(List.of(FIRST), run.effects.takeFinishes());
        assertEquals(2, run.supervision.sight().totals().failed());
        assertTrue(run.supervision.sight().totals().balances());
    }

    @Test
    void theTaskThatGotLeaveStartsWhateverCameBeforeItMeanwhile() {
        CoreRun run = CoreRun.commands(2).attempts(2).pacing(ASKING).ready(2);
        run.supervision.starts().onGranted(run.now);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.result(FIRST, CoreRun.failure(1));
        run.effects.takeRetried();
        run.supervision.starts().onGranted(run.now);
        assertEquals(List.of(2L), run.effects.takeSentTasks());
        assertEquals(List.of(1L), run.effects.takeAsked());
        run.effects.assertNothingElse();
    }

    @Test
    void anAnswerAfterAStopChangesNothing() {
        CoreRun run = asking(1, 1);
        run.signal(Signal.TERM);
        assertEquals(List.of("1 Cancelled"), run.takeOutcomes());
        run.effects.skip();
        run.supervision.starts().onGranted(run.now);
        run.supervision.starts().onRefused(run.now);
        run.effects.assertNothingElse();
    }

    @Test
    void noMoreWorkersAreSpawnedThanMayRunTasks() {
        CoreRun run = CoreRun.java(1, 1, 1, 1).pacing(atMost(2)).start();
        run.tasks(10);
        assertEquals(List.of(FIRST, worker(1, 1)), run.effects.takeSpawns());
        assertEquals(Long.MAX_VALUE, dueWithoutWorkers(run));
    }

    /** Nothing is due but the readiness of the workers. */
    private static long dueWithoutWorkers(CoreRun run) {
        long due = run.supervision.nextDeadline(run.now);
        return due == run.now + CoreRun.START_MILLIS * 1_000_000 ? Long.MAX_VALUE : due;
    }

    // -------------------------------------------------------- giving one back

    private static CoreRun running(CoreRun.Setup setup, int tasks) {
        CoreRun run = setup.ready(tasks);
        for (int i = 0; i < tasks; i++) {
            run.begin(FIRST, i + 1, i);
        }
        run.effects.skip();
        return run;
    }

    private static TaskResult killed(long sequence) {
        return CoreRun.result(sequence).setSignal(15).setKilled(true).build();
    }

    @Test
    void theYoungestTaskGoesBackToTheQueueUncharged() {
        CoreRun run = running(CoreRun.commands(2), 2);
        run.supervision.starts().onShortage(run.now);
        assertEquals(List.of(2L), run.effects.takeEndedSequences());
        assertEquals(List.of("ending task 2 to make room; it runs again later"), run.effects.takeLogs());
        run.supervision.starts().onShortage(run.now);
        run.effects.assertNothingElse();
        run.effects.board(FIRST).end(1);
        run.result(FIRST, killed(2));
        assertEquals(List.of(2L), run.effects.takeDiscarded());
        assertEquals(List.of(2L), run.effects.takeSentTasks());
        run.effects.assertNothingElse();
        run.begin(FIRST, 3, 1);
        run.ok(FIRST, 3, 100);
        assertEquals(1, run.takeFinished().attempts());
    }

    @Test
    void aTaskThatEndsByItselfMeanwhileIsDone() {
        CoreRun run = running(CoreRun.commands(2), 2);
        run.supervision.starts().onShortage(run.now);
        run.ok(FIRST, 2, 100);
        assertEquals(List.of("2 Ok"), run.takeOutcomes());
    }

    @Test
    void theLastTaskThatRunsIsCharged() {
        CoreRun run = running(CoreRun.commands(2), 1);
        run.supervision.starts().onShortage(run.now);
        run.result(FIRST, killed(1));
        assertEquals(List.of("1 Lost"), run.takeOutcomes());
    }

    @Test
    void theLastTaskThatRunsHasItsAttempts() {
        CoreRun run = running(CoreRun.commands(2).attempts(2), 1);
        run.supervision.starts().onShortage(run.now);
        run.result(FIRST, killed(1));
        assertEquals(List.of(1L), run.effects.takeSentTasks());
        assertEquals(List.of(), run.takeOutcomes());
    }

    @Test
    void aJavaTaskGoesBackWithItsWorker() {
        CoreRun run = CoreRun.java(1, 1).start();
        run.tasks(2);
        run.ready(FIRST);
        run.ready(worker(1, 1));
        run.begin(FIRST, 1, 0);
        run.begin(worker(1, 1), 1, 0);
        run.effects.skip();
        run.supervision.starts().onShortage(run.now);
        assertEquals(List.of(new RecordingEffects.Sent(worker(1, 1), Signal.KILL)), run.effects.takeSignals());
        run.crash(worker(1, 1));
        run.ready(worker(1, 2));
        assertEquals(List.of(2L), run.effects.takeSentTasks());
        run.begin(worker(1, 2), 1, 0);
        run.ok(worker(1, 2), 1, 100);
        assertEquals(1, run.takeFinished().attempts(), "the attempt that was given back is not counted");
    }

    @Test
    void nothingIsGivenBackWhileTheRunIsStopped() {
        CoreRun run = running(CoreRun.commands(2), 2);
        run.supervision.starts().onShortage(run.now);
        run.signal(Signal.TERM);
        run.effects.skip();
        run.supervision.starts().onShortage(run.now);
        run.result(FIRST, killed(2));
        assertEquals(List.of("2 Cancelled"), run.takeOutcomes());
    }

    // -------------------------------------------------------------- suspending

    @Test
    void theYoungestCommandsStopAndGoOnOneByOne() {
        CoreRun run = running(CoreRun.commands(4), 4);
        run.supervision.starts().onRoom(2, run.now);
        assertEquals(List.of("stop 3", "stop 4"), run.effects.takeSuspensions());
        run.supervision.starts().onRoom(2, run.now);
        run.effects.assertNothingElse();
        run.supervision.starts().onRoom(1, run.now);
        assertEquals(List.of("stop 2"), run.effects.takeSuspensions());
        run.supervision.starts().onPlenty(run.now);
        run.supervision.starts().onPlenty(run.now);
        assertEquals(List.of("go 2", "go 3"), run.effects.takeSuspensions());
        run.effects.assertNothingElse();
    }

    @Test
    void whenTheOldestEndsTheNextGoesOn() {
        CoreRun run = running(CoreRun.commands(3), 3);
        run.supervision.starts().onRoom(1, run.now);
        run.effects.skip();
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 100);
        run.supervision.starts().onRoom(1, run.now);
        assertEquals(List.of("go 2"), run.effects.takeSuspensions());
    }

    @Test
    void aWorkerIsStoppedForItsJavaTasksAndNotTakenForSilent() {
        CoreRun run = CoreRun.java(1, 1).start();
        run.tasks(2);
        run.ready(FIRST);
        run.ready(worker(1, 1));
        run.begin(FIRST, 1, 0);
        run.begin(worker(1, 1), 1, 0);
        run.effects.skip();
        run.supervision.starts().onRoom(1, run.now);
        assertEquals(List.of(new RecordingEffects.Sent(worker(1, 1), Signal.STOP)), run.effects.takeSignals());
        run.passBeating(10 * CoreRun.SILENCE_MILLIS, FIRST);
        run.effects.assertNothingElse();
        assertTrue(run.supervision.nextDeadline(run.now) > run.now);
        run.supervision.starts().onPlenty(run.now);
        assertEquals(List.of(new RecordingEffects.Sent(worker(1, 1), Signal.CONT)), run.effects.takeSignals());
        run.passBeating(CoreRun.SILENCE_MILLIS - 1, FIRST);
        run.effects.assertNothingElse();
    }

    @Test
    void aStopLetsAllGoOnSoThatTheyCanEnd() {
        CoreRun run = running(CoreRun.commands(2), 2);
        run.supervision.starts().onRoom(1, run.now);
        run.effects.skip();
        run.signal(Signal.TERM);
        assertEquals(List.of("go 2"), run.effects.takeSuspensions());
        run.supervision.starts().onRoom(1, run.now);
        assertEquals(List.of(), run.effects.takeSuspensions());
    }

    // --------------------------------------------------- time limit by median

    @Test
    void aCommandThatTakesMuchLongerThanOthersIsEndedAlone() {
        CoreRun run = CoreRun.commands(2).timeoutOfMedian(2).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.pass(1000);
        run.effects.skip();
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 1000);
        run.effects.skip();
        run.passBeating(999, FIRST);
        run.effects.assertNothingElse();
        run.passBeating(1, FIRST);
        assertEquals(List.of(2L), run.effects.takeEndedSequences());
        run.passBeating(1000, FIRST);
        run.effects.assertNothingElse();
        assertTrue(run.supervision.nextDeadline(run.now) > run.now);
        run.result(FIRST, killed(2));
        assertEquals(List.of("2 TimedOut"), run.takeOutcomes());
    }

    @Test
    void theTimeThatACommandWasStoppedDoesNotCount() {
        CoreRun run = CoreRun.commands(2).timeoutOfMedian(2).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 1000);
        run.tasks(1);
        run.begin(FIRST, 3, 0);
        run.supervision.starts().onRoom(1, run.now);
        run.effects.skip();
        run.effects.board(FIRST).end(1);
        run.ok(FIRST, 2, 1000);
        run.passBeating(5000, FIRST);
        run.supervision.starts().onPlenty(run.now);
        run.passBeating(1999, FIRST);
        assertEquals(List.of(), run.effects.takeEndedSequences());
        run.passBeating(1, FIRST);
        assertEquals(List.of(3L), run.effects.takeEndedSequences());
    }

    // ------------------------------------------------------------------- limit

    @Test
    void theLimitGrowsAndShrinksWhileTasksRun() {
        CoreRun run = CoreRun.commands(8).pacing(atMost(1)).ready(6);
        assertEquals(List.of(1L), run.effects.takeSentTasks());
        run.supervision.starts().onLimit(3, run.now);
        assertEquals(List.of(2L, 3L), run.effects.takeSentTasks());
        run.supervision.starts().onLimit(2, run.now);
        run.runOk(FIRST, 1, 0, 100);
        assertEquals(List.of(), run.effects.takeSentTasks());
        run.runOk(FIRST, 2, 0, 100);
        assertEquals(List.of(4L), run.effects.takeSentTasks());
    }

    @Test
    void noMoreTasksRunThanTheLimitSays() {
        CoreRun run = CoreRun.commands(8).pacing(atMost(2)).ready(5);
        assertEquals(List.of(1L, 2L), run.effects.takeSentTasks());
        run.runOk(FIRST, 1, 0, 100);
        assertEquals(List.of(3L), run.effects.takeSentTasks());
    }
}
