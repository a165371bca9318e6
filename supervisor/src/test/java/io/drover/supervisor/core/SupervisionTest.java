package io.drover.supervisor.core;

import static io.drover.supervisor.core.CoreRun.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.supervisor.core.RecordingEffects.Send;
import io.drover.supervisor.core.RecordingEffects.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupervisionTest {
    private static final WorkerKey FIRST = worker(0, 1);
    private static final WorkerKey SECOND = worker(1, 1);

    // --------------------------------------------------------------- dispatch

    @Test
    void nothingIsSentBeforeAWorkerIsReady() {
        CoreRun run = CoreRun.java(1, 1).start();
        assertEquals(List.of(FIRST), run.effects.takeSpawns());
        run.tasks(1);
        run.effects.assertNothingElse();
        run.ready(FIRST);
        assertEquals(List.of(new Send(FIRST, 0, 1, List.of(1L))), run.effects.takeSends());
        run.effects.assertNothingElse();
    }

    @Test
    void workersAreSpawnedOnDemand() {
        CoreRun run = CoreRun.java(2, 2, 2).start();
        run.effects.skip();
        run.tasks(2);
        run.effects.assertNothingElse();
        run.tasks(1);
        assertEquals(List.of(SECOND), run.effects.takeSpawns());
        run.tasks(100);
        assertEquals(List.of(worker(2, 1)), run.effects.takeSpawns());
        run.effects.assertNothingElse();
    }

    @Test
    void whatWasReadBeforeTheInputFailedStillRuns() {
        CoreRun run = CoreRun.java(2).ready(2);
        run.supervision.onInputFailure("cannot read it", 0);
        run.runOk(FIRST, 1, 0, 100);
        assertFalse(run.supervision.isFinished());
        run.runOk(FIRST, 2, 1, 100);
        assertEquals(new RunEnd.GaveUp("cannot read it"), run.supervision.end());
        assertEquals(2, run.supervision.sight().totals().ok());
    }

    @Test
    void tasksGoToFreeSlotsOnly() {
        CoreRun run = CoreRun.java(2, 1).ready(10);
        assertEquals(
                List.of(new Send(FIRST, 0, 1, List.of(1L, 2L)), new Send(SECOND, 0, 1, List.of(3L))),
                run.effects.takeSends());
        run.runOk(SECOND, 1, 0, 100);
        assertEquals(List.of(new Send(SECOND, 0, 2, List.of(4L))), run.effects.takeSends());
        assertEquals(3, run.supervision.sight().inFlight());
    }

    @Test
    void aStageStartsWhenAllBeforeItHaveEnded() {
        CoreRun run = CoreRun.commands(2).ready(2);
        run.stage(1, 1);
        run.stage(3, 2);
        run.endInput();
        run.effects.takeSends();
        run.runOk(FIRST, 1, 0, 100);
        assertEquals(List.of(), run.effects.takeSentTasks(), "a slot is free, and one task of the first stage runs");
        run.runOk(FIRST, 2, 1, 100);
        assertEquals(List.of(3L), run.effects.takeSentTasks());
        run.runOk(FIRST, 3, 0, 100);
        assertEquals(List.of(4L, 5L), run.effects.takeSentTasks());
    }

    @Test
    void whatRunsAgainBelongsToItsStage() {
        CoreRun run = CoreRun.java(1).attempts(2).ready(1);
        run.stage(1, 1);
        run.effects.takeSends();
        run.begin(FIRST, 1, 0);
        run.effects.board(FIRST).end(0);
        run.result(FIRST, CoreRun.failure(1));
        assertEquals(List.of(1L), run.effects.takeSentTasks());
        run.begin(FIRST, 2, 0);
        run.crash(FIRST);
        run.endInput();
        run.ready(worker(0, 2));
        assertEquals(List.of(1L), run.effects.takeSentTasks(), "a suspect is behind the others of its stage alone");
    }

    @Test
    void laterStagesOfAStoppedRunAreCancelled() {
        CoreRun run = CoreRun.commands(1).ready(1);
        run.stage(1, 2);
        run.begin(FIRST, 1, 0);
        run.signal(Signal.HUP);
        assertEquals(List.of("2 Cancelled", "3 Cancelled"), run.takeOutcomes());
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 100);
        assertEquals(List.of("1 Ok"), run.takeOutcomes());
    }

    @Test
    void aDelayStartsOneTaskAtATime() {
        CoreRun run = CoreRun.java(2, 1).delayMillis(500).ready(3);
        assertEquals(List.of(1L), run.effects.takeSentTasks());
        run.begin(FIRST, 1, 0);
        run.pass(499);
        assertEquals(List.of(), run.effects.takeSentTasks());
        run.pass(1);
        assertEquals(List.of(2L), run.effects.takeSentTasks());
    }

    @Test
    void tinyTasksAreSentAhead() {
        CoreRun run = CoreRun.java(1).ready(1000);
        assertEquals(List.of(1L), run.effects.takeSentTasks());
        run.runOk(FIRST, 1, 0, 0);
        assertEquals(5, run.effects.takeSentTasks().size(), "the slot and the first window");
        for (int sequence = 2; sequence <= 6; sequence++) {
            run.runOk(FIRST, sequence, 0, 0);
        }
        assertTrue(run.effects.takeSentTasks().size() > 30, "the window doubles with every frame of results");
    }

    @Test
    void framesHoldALimitedNumberOfTasks() {
        CoreRun run = CoreRun.java(5000).ready(5000);
        assertEquals(List.of(4096, 904), run.effects.takeSends().stream().map(send -> send.tasks().size()).toList());
    }

    @Test
    void longTasksAreNotSentAhead() {
        CoreRun run = CoreRun.java(1).ready(1000);
        for (int sequence = 1; sequence <= 10; sequence++) {
            assertEquals(1, run.effects.takeSentTasks().size());
            run.runOk(FIRST, sequence, 0, 200);
        }
    }

    @Test
    void nothingIsSentAheadWhereAResultMayHaltTheRun() {
        CoreRun run = CoreRun.java(1).halt("soon,fail=1").ready(1000);
        for (int sequence = 1; sequence <= 10; sequence++) {
            assertEquals(1, run.effects.takeSentTasks().size());
            run.runOk(FIRST, sequence, 0, 0);
        }
    }

    @Test
    void aLittleWorkIsSharedEvenly() {
        CoreRun run = tiny(CoreRun.java(1, 1).ready(4));
        run.tasks(8);
        List<Send> sends = run.effects.takeSends();
        long first = count(sends, FIRST);
        long second = count(sends, SECOND);
        assertEquals("4 and 4", first + " and " + second);
    }

    // ----------------------------------------------------------------- recall

    @Test
    void whatWaitsBehindALongTaskGoesToAnotherWorkerInOrder() {
        CoreRun run = CoreRun.java(1, 1).ready(2);
        run.effects.skip();
        run.runOk(SECOND, 1, 0, 0);
        run.takeOutcomes();
        run.tasks(8);
        List<Send> sends = run.effects.takeSends();
        List<Long> waiting = sends.stream().flatMap(send -> send.tasks().stream()).toList();
        assertEquals(List.of(SECOND, SECOND), sends.stream().map(Send::worker).toList());
        assertEquals(List.of(3L, 4L, 5L, 6L, 7L), waiting);
        // The first worker gets free, the second has begun something long.
        run.begin(SECOND, 2, 0);
        run.begin(FIRST, 1, 0);
        run.pass(29);
        run.effects.assertNothingElse();
        assertEquals(0, run.effects.board(SECOND).epoch());
        run.pass(1);
        run.effects.assertNothingElse();
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 100);
        assertEquals(List.of(new Send(FIRST, 0, 2, List.of(4L))), run.effects.takeSends());
        assertEquals(1, run.effects.board(SECOND).epoch());
    }

    @Test
    void recalledTasksGetTheNextEpochAndTheirNumbersAgain() {
        CoreRun run = tiny(CoreRun.java(1).ready(4));
        run.tasks(4);
        assertEquals(4, run.effects.takeSentTasks().size());
        long next = run.effects.board(FIRST).started() + 1;
        run.begin(FIRST, next, 0);
        run.pass(30);
        run.effects.assertNothingElse();
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, next, 20);
        Send again = run.effects.takeSends().get(0);
        assertEquals(1, again.epoch());
        assertEquals(next + 1, again.first());
    }

    @Test
    void aWorkerGetsNoMoreThanItsMemoryIsEnoughFor() {
        CoreRun run = CoreRun.commands(3).start();
        WorkerKey worker = run.effects.takeSpawns().get(0);
        run.effects.board(worker).takesAtMost(100);
        run.ready(worker);
        for (int bytes : new int[] {60, 40, 1, 200}) {
            run.task(bytes);
        }
        assertEquals(List.of(1L, 2L), run.effects.takeSentTasks());
        run.runOk(worker, 1, 0, 100);
        assertEquals(List.of(3L), run.effects.takeSentTasks());
        run.runOk(worker, 2, 0, 100);
        assertEquals(List.of(), run.effects.takeSentTasks());
        run.runOk(worker, 3, 0, 100);
        assertEquals(List.of(4L), run.effects.takeSentTasks(), "what is too large for it at all goes alone");
    }

    @Test
    void aLargeTaskOnItsWayIsNotSentAgainUntilItMustBeLost() {
        CoreRun run = CoreRun.java(1).ready(0);
        run.effects.skip();
        run.task(1_000_000);
        assertEquals(List.of(1L), run.effects.takeSentTasks());
        run.passBeating(1_029, FIRST);
        assertEquals(List.of(), run.effects.takeSentTasks());
        run.passBeating(1, FIRST);
        assertEquals(List.of(1L), run.effects.takeSentTasks());
    }

    @Test
    void aTaskForAFreeSlotIsNotTakenBackBecauseItsNeighbourIsLong() {
        CoreRun run = CoreRun.java(2).ready(1);
        run.begin(FIRST, 1, 0);
        run.passBeating(5_000, FIRST);
        run.effects.skip();
        run.tasks(1);
        run.pass(0);
        assertEquals(List.of(2L), run.effects.takeSentTasks());
        assertEquals(0, run.effects.board(FIRST).epoch());
    }

    @Test
    void wakesForTheRecall() {
        CoreRun run = tiny(CoreRun.java(1).ready(4));
        run.tasks(4);
        assertEquals(run.now + 30_000_000, run.supervision.nextDeadline(run.now));
    }

    // ------------------------------------------------------------------ input

    @Test
    void wantsNoMoreThanItCanSoonSend() {
        CoreRun run = CoreRun.java(2, 3).start();
        assertEquals(10, run.supervision.wantedTasks());
        run.tasks(4);
        assertEquals(6, run.supervision.wantedTasks());
        run.tasks(100);
        assertEquals(0, run.supervision.wantedTasks());
    }

    @Test
    void wantsABoundedNumberHoweverShortTasksAre() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.runOk(FIRST, 1, 0, 0);
        int most = 0;
        for (int round = 0; round < 20; round++) {
            run.tasks(run.supervision.wantedTasks());
            for (long left = run.supervision.sight().inFlight(); left > 0; left--) {
                long sequence = run.effects.board(FIRST).started() + 1;
                run.begin(FIRST, sequence, 0);
                run.supervision.workers().onResult(FIRST, AttemptEnd.of(CoreRun.result(sequence).setRunNanos(200).build()), run.now);
            }
            run.supervision.workers().onResultsDrained(FIRST, run.now);
            most = Math.max(most, run.supervision.wantedTasks());
        }
        assertTrue(most > 1000 && most <= 2 * (8192 + 1), "wanted " + most);
    }

    @Test
    void wantsNothingAfterTheEndOfTheInput() {
        CoreRun run = CoreRun.java(2).ready(1);
        run.endInput();
        assertEquals(0, run.supervision.wantedTasks());
        assertEquals(1, run.supervision.sight().total());
    }

    @Test
    void wantsNothingMoreWhileLargeTasksWait() {
        CoreRun run = CoreRun.java(8).start();
        run.supervision.onTasks(List.of(new TaskSpec(1, new byte[9 << 20])), run.now);
        assertEquals(0, run.supervision.wantedTasks());
        run.ready(FIRST);
        assertEquals(16, run.supervision.wantedTasks());
    }

    @Test
    void congestionStopsDispatch() {
        CoreRun run = CoreRun.java(1).ready(3);
        run.effects.skip();
        run.supervision.starts().onCongestion(true, run.now);
        assertEquals(0, run.supervision.wantedTasks());
        run.runOk(FIRST, 1, 0, 100);
        run.pass(100);
        assertEquals(List.of("1 Ok"), run.takeOutcomes());
        run.effects.assertNothingElse();
        run.supervision.starts().onCongestion(false, run.now);
        assertEquals(List.of(2L), run.effects.takeSentTasks());
    }

    // ---------------------------------------------------------------- results

    @Test
    void aResultTellsTheWholeStory() {
        CoreRun run = CoreRun.commands(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.result(FIRST, CoreRun.result(1)
                .setSlot(7)
                .setSignal(11)
                .setUserMicros(3)
                .setSystemMicros(4)
                .setMaxRssKib(5)
                .setStartEpochMicros(6)
                .build());
        FinishedTask finished = run.takeFinished();
        assertEquals(new Outcome.Signaled(11), finished.outcome());
        assertEquals(1, finished.attempts());
        assertEquals(7, finished.slot());
        assertEquals(0, finished.worker());
        assertEquals(3, finished.userMicros());
        assertEquals(4, finished.systemMicros());
        assertEquals(5, finished.maxRssKib());
        assertEquals(6, finished.startEpochMicros());
    }

    @Test
    void aResultCountsOnce() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.effects.skip();
        run.runOk(FIRST, 1, 0, 100);
        assertEquals(List.of("1 Ok"), run.takeOutcomes());
        run.ok(FIRST, 1, 100);
        run.ok(FIRST, 2, 100);
        run.ok(FIRST, 0, 100);
        run.ok(FIRST, -1, 100);
        run.effects.assertNothingElse();
    }

    @Test
    void strangersChangeNothing() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.effects.skip();
        for (WorkerKey stranger : List.of(worker(0, 2), worker(0, 0), worker(1, 1), worker(99, 1))) {
            run.ok(stranger, 1, 100);
            run.supervision.workers().onReady(stranger, run.now);
            run.supervision.workers().onBye(stranger);
            run.exit(stranger, CoreRun.KILLED);
        }
        run.effects.assertNothingElse();
        assertEquals(1, run.supervision.sight().inFlight());
    }

    // ---------------------------------------------------------------- retries

    @Test
    void aFailedTaskRunsAgainAtOnceUpToItsLimit() {
        CoreRun run = CoreRun.commands(1).attempts(3).ready(2);
        run.effects.skip();
        for (int attempt = 1; attempt <= 2; attempt++) {
            run.begin(FIRST, attempt, 0);
            run.result(FIRST, CoreRun.failure(attempt));
            assertEquals(List.of(1L), run.effects.takeRetried());
            assertEquals(List.of(1L), run.effects.takeSentTasks());
            run.effects.assertNothingElse();
        }
        run.begin(FIRST, 3, 0);
        run.result(FIRST, CoreRun.failure(3));
        FinishedTask finished = run.takeFinished();
        assertEquals(new Outcome.Exited(1), finished.outcome());
        assertEquals(3, finished.attempts());
        assertEquals(List.of(2L), run.effects.takeSentTasks());
    }

    @Test
    void withoutLimitATaskRunsUntilItSucceeds() {
        CoreRun run = CoreRun.commands(1).attempts(0).ready(1);
        for (int attempt = 1; attempt <= 50; attempt++) {
            run.begin(FIRST, attempt, 0);
            run.result(FIRST, CoreRun.failure(attempt));
        }
        run.runOk(FIRST, 51, 0, 100);
        FinishedTask finished = run.takeFinished();
        assertTrue(finished.outcome().ok());
        assertEquals(51, finished.attempts());
    }

    // -------------------------------------------------------------------- end

    @Test
    void workersMayGoWhenTheLastTaskIsDone() {
        CoreRun run = CoreRun.java(1, 1).ready(2);
        run.effects.skip();
        run.endInput();
        run.runOk(FIRST, 1, 0, 100);
        assertEquals(List.of("1 Ok"), run.takeOutcomes());
        run.effects.assertNothingElse();
        run.runOk(SECOND, 1, 0, 100);
        assertEquals(List.of("2 Ok"), run.takeOutcomes());
        assertEquals(List.of(FIRST, SECOND), run.effects.takeFinishes());
        assertFalse(run.supervision.isFinished());
        run.supervision.workers().onBye(FIRST);
        run.supervision.workers().onBye(SECOND);
        assertEquals(List.of(new Sent(FIRST, Signal.KILL), new Sent(SECOND, Signal.KILL)), run.effects.takeSignals());
        run.crash(FIRST);
        run.crash(SECOND);
        assertEquals(List.of(FIRST, SECOND), run.effects.takeForgotten());
        run.effects.assertNothingElse();
        assertTrue(run.supervision.isFinished());
        assertInstanceOf(RunEnd.Completed.class, run.supervision.end());
        assertTrue(run.supervision.sight().totals().balances());
    }

    @Test
    void aWorkerThatDoesNotGoIsKilledAfterTheGracePeriod() {
        CoreRun run = CoreRun.java(1).ready(0);
        run.endInput();
        run.effects.skip();
        run.pass(CoreRun.GRACE_MILLIS - 1);
        run.effects.assertNothingElse();
        run.pass(1);
        assertEquals(List.of(new Sent(FIRST, Signal.KILL)), run.effects.takeSignals());
    }

    @Test
    void startingWorkersAreKilledWhenNoTaskIsLeft() {
        CoreRun run = CoreRun.java(1, 1).start();
        run.tasks(2);
        assertEquals(List.of(FIRST, SECOND), run.effects.takeSpawns());
        run.ready(FIRST);
        run.effects.skip();
        run.endInput();
        run.runOk(FIRST, 1, 0, 100);
        run.runOk(FIRST, 2, 0, 100);
        assertEquals(List.of(FIRST), run.effects.takeFinishes());
        assertEquals(List.of(new Sent(SECOND, Signal.KILL)), run.effects.takeSignals());
        run.effects.skip();
        run.exit(SECOND, CoreRun.KILLED);
        run.exit(FIRST, new ExitStatus.Exited(0));
        run.pass(20);
        run.effects.takeForgotten();
        run.effects.assertNothingElse();
        assertTrue(run.supervision.isFinished());
    }

    @Test
    void aRunWithoutTasksEnds() {
        CoreRun run = CoreRun.java(1).start();
        run.endInput();
        run.crash(FIRST);
        assertTrue(run.supervision.isFinished());
        assertTrue(run.supervision.sight().totals().balances());
    }

    /** Tiny tasks have made the windows open; nothing is pending or in flight. */
    private static CoreRun tiny(CoreRun run) {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (WorkerKey key : List.of(FIRST, SECOND)) {
                FakeBoard board = run.effects.board(key);
                while (board != null && run.supervision.workers().taskOf(key, board.started() + 1) != null) {
                    run.runOk(key, board.started() + 1, 0, 0);
                    progress = true;
                }
            }
        }
        run.effects.skip();
        return run;
    }

    private static long count(List<Send> sends, WorkerKey worker) {
        return sends.stream()
                .filter(send -> send.worker().equals(worker))
                .mapToLong(send -> send.tasks().size())
                .sum();
    }
}
