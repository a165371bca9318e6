package io.drover.supervisor.core;

import static io.drover.supervisor.core.CoreRun.KILLED;
import static io.drover.supervisor.core.CoreRun.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.SetupFailure;
import io.drover.proto.TaskFailure;
import io.drover.supervisor.core.RecordingEffects.Send;
import io.drover.supervisor.core.RecordingEffects.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashTest {
    private static final WorkerKey FIRST = worker(0, 1);
    private static final WorkerKey AGAIN = worker(0, 2);

    // ---------------------------------------------------------- who is charged

    @Test
    void theRunningTaskIsChargedAndGoesBehindTheOthers() {
        CoreRun run = CoreRun.java(1).ready(3);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.exit(FIRST, KILLED);
        assertEquals(List.of(AGAIN), run.effects.takeSpawns());
        assertEquals(List.of(FIRST + " died: SIGKILL"), run.effects.takeLogs());
        assertEquals(1, run.effects.takeSweeps());
        run.effects.assertNothingElse();
        run.pass(CoreRun.SETTLE_MILLIS);
        assertEquals(List.of(1L), run.effects.takeRetried());
        assertEquals(List.of(FIRST), run.effects.takeForgotten());
        run.effects.assertNothingElse();
        run.ready(AGAIN);
        assertEquals(List.of(2L), run.effects.takeSentTasks());
        run.runOk(AGAIN, 1, 0, 100);
        run.runOk(AGAIN, 2, 0, 100);
        run.runOk(AGAIN, 3, 0, 100);
        assertEquals(
                List.of("2 Ok 1", "3 Ok 1", "1 Ok 2"),
                run.effects.takeFinished().stream()
                        .map(task -> task.task().id() + " " + task.outcome().getClass().getSimpleName() + " "
                                + task.attempts())
                        .toList());
    }

    @Test
    void tasksThatWaitedAreNotChargedAndStayInFront() {
        CoreRun run = CoreRun.java(2, 1).ready(6);
        run.effects.skip();
        run.begin(FIRST, 1, 0);
        run.exit(FIRST, KILLED);
        run.ready(AGAIN);
        assertEquals(List.of(new Send(AGAIN, 0, 1, List.of(2L, 4L))), run.effects.takeSends());
        run.runOk(AGAIN, 1, 0, 100);
        FinishedTask finished = run.takeFinished();
        assertEquals(2, finished.task().id());
        assertEquals(1, finished.attempts());
    }

    @Test
    void aJavaTaskWhoseResultWasLostRunsAgainUncharged() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.board(FIRST).end(0);
        run.crash(FIRST);
        assertEquals(List.of(1L), run.effects.takeDiscarded());
        run.effects.skip();
        run.ready(AGAIN);
        assertEquals(List.of(1L), run.effects.takeSentTasks(), "first, as before");
        run.runOk(AGAIN, 1, 0, 100);
        assertEquals(1, run.takeFinished().attempts());
    }

    @Test
    void aCommandWhoseResultWasLostIsLost() {
        CoreRun run = CoreRun.commands(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.effects.board(FIRST).end(0);
        run.crash(FIRST);
        FinishedTask finished = run.takeFinished();
        assertEquals(new Outcome.Lost("worker died: SIGKILL, last line of its log: last words", "last words"), finished.outcome());
        assertEquals(1, finished.attempts());
        assertEquals(1, run.supervision.sight().totals().lost());
    }

    @Test
    void aRunningCommandIsLostUnlessItMayRunAgain() {
        CoreRun run = CoreRun.commands(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.crash(FIRST);
        assertEquals(List.of("1 Lost"), run.takeOutcomes());

        CoreRun retrying = CoreRun.commands(1).attempts(2).ready(1);
        retrying.begin(FIRST, 1, 0);
        retrying.crash(FIRST);
        assertEquals(List.of(), retrying.takeOutcomes());
        retrying.pass(20);
        retrying.ready(AGAIN);
        retrying.runOk(AGAIN, 1, 0, 100);
        assertEquals(List.of("1 Ok"), retrying.takeOutcomes());
    }

    @Test
    void resultsThatArriveAfterTheDeathCount() {
        CoreRun run = CoreRun.java(2).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.effects.skip();
        run.exit(FIRST, KILLED);
        run.pass(19);
        run.ok(FIRST, 1, 100);
        assertEquals(List.of("1 Ok"), run.takeOutcomes());
        run.pass(19);
        run.ok(FIRST, 2, 100);
        assertEquals(List.of("2 Ok"), run.takeOutcomes());
        run.pass(20);
        assertEquals(List.of(), run.effects.takeRetried());
        assertEquals(List.of(FIRST), run.effects.takeForgotten());
        assertEquals(0, run.supervision.sight().inFlight());
    }

    @Test
    void aResultThatIsTooLateDoesNotCount() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.crash(FIRST);
        run.effects.skip();
        run.ok(FIRST, 1, 100);
        assertEquals(List.of(), run.takeOutcomes());
    }

    @Test
    void aTaskThatLosesThreeWorkersIsPoison() {
        CoreRun run = CoreRun.java(1).ready(1);
        for (int generation = 1; generation <= 3; generation++) {
            assertEquals(List.of(), run.takeOutcomes());
            WorkerKey key = worker(0, generation);
            run.ready(key);
            run.begin(key, 1, 0);
            run.crash(key);
            run.pass(CoreRun.SILENCE_MILLIS);
        }
        FinishedTask finished = run.takeFinished();
        assertEquals(3, finished.attempts());
        Outcome.Lost lost = assertInstanceOf(Outcome.Lost.class, finished.outcome());
        assertTrue(lost.reason().contains("poison"), lost.reason());
        assertTrue(lost.reason().contains("SIGKILL"), lost.reason());
    }

    @Test
    void aTaskThatKillsWorkersBeforeItStartsIsPoison() {
        for (CoreRun run : List.of(CoreRun.java(1).ready(1), CoreRun.commands(1).ready(1))) {
            for (int generation = 1; generation <= 3; generation++) {
                assertEquals(List.of(), run.takeOutcomes());
                run.ready(worker(0, generation));
                dieByItself(run, worker(0, generation));
            }
            Outcome.Lost lost = assertInstanceOf(Outcome.Lost.class, run.takeFinished().outcome());
            assertTrue(lost.reason().contains("poison"), lost.reason());
            assertTrue(lost.reason().contains("exit 3"), lost.reason());
        }
    }

    @Test
    void aSuspectGoesBehindTheOthersAndHasLostNoAttempt() {
        CoreRun run = CoreRun.java(2).ready(2);
        dieByItself(run, FIRST);
        run.effects.skip();
        run.ready(AGAIN);
        assertEquals(List.of(2L, 1L), run.effects.takeSentTasks());
        run.runOk(AGAIN, 1, 0, 100);
        run.runOk(AGAIN, 2, 1, 100);
        assertEquals(List.of(1, 1), run.effects.takeFinished().stream().map(FinishedTask::attempts).toList());
    }

    @Test
    void aTaskWhoseResultsNeverLeaveTheirWorkersIsPoison() {
        CoreRun run = CoreRun.java(1).ready(1);
        for (int generation = 1; generation <= 3; generation++) {
            WorkerKey key = worker(0, generation);
            run.ready(key);
            run.begin(key, 1, 0);
            run.effects.board(key).end(0);
            dieByItself(run, key);
        }
        assertEquals(List.of("1 Lost"), run.takeOutcomes());
    }

    @Test
    void nobodyIsSuspectedOfAKillOrBesideATaskThatRan() {
        CoreRun run = CoreRun.java(2).ready(2);
        for (int generation = 1; generation <= 5; generation++) {
            run.ready(worker(0, generation));
            run.crash(worker(0, generation));
            run.pass(CoreRun.SILENCE_MILLIS);
        }
        run.effects.skip();
        WorkerKey last = worker(0, 6);
        run.ready(last);
        run.begin(last, 1, 0);
        dieByItself(run, last);
        assertEquals(List.of(1L), run.effects.takeRetried());
        assertEquals(List.of(), run.takeOutcomes());
    }

    private static void dieByItself(CoreRun run, WorkerKey worker) {
        run.exit(worker, new ExitStatus.Exited(3));
        run.pass(CoreRun.SETTLE_MILLIS);
        run.pass(CoreRun.SILENCE_MILLIS);
    }

    @Test
    void aTaskThatFailsIsNotACrash() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.effects.skip();
        run.begin(FIRST, 1, 0);
        run.effects.board(FIRST).end(0);
        run.result(FIRST, CoreRun.result(1)
                .setFailure(TaskFailure.newBuilder().setClassName("a.Oops").setMessage("m").setStack("s"))
                .build());
        assertEquals(new Outcome.Threw("a.Oops", "m", "s"), run.takeFinished().outcome());
        assertEquals(List.of(2L), run.effects.takeSentTasks());
        run.effects.assertNothingElse();
    }

    // ------------------------------------------------------------------- byes

    @Test
    void aByeIsAnsweredWithKillAndCostsNoDelay() {
        CoreRun run = CoreRun.java(2).ready(3);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.effects.skip();
        for (int generation = 1; generation <= 50; generation++) {
            WorkerKey key = worker(0, generation);
            run.supervision.workers().onBye(key);
            assertEquals(List.of(new Sent(key, Signal.KILL)), run.effects.takeSignals());
            run.exit(key, KILLED);
            assertEquals(List.of(worker(0, generation + 1)), run.effects.takeSpawns(), "at once");
            assertEquals(List.of(), run.effects.takeLogs());
            run.ready(worker(0, generation + 1));
        }
        run.pass(20);
        assertEquals(List.of(), run.takeOutcomes());
    }

    @Test
    void whatRanBesideATaskThatThrewAnErrorIsNotCharged() {
        CoreRun run = CoreRun.java(2).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.result(FIRST, CoreRun.interrupted(1));
        run.supervision.workers().onBye(FIRST);
        run.crash(FIRST);
        assertEquals(List.of("1 Threw"), run.takeOutcomes());
        run.pass(0);
        run.ready(AGAIN);
        run.runOk(AGAIN, 1, 0, 100);
        FinishedTask finished = run.takeFinished();
        assertEquals(2, finished.task().id());
        assertEquals(1, finished.attempts());
    }

    // --------------------------------------------------------------- timeouts

    @Test
    void aTaskOverItsTimeIsEndedWithItsWorker() {
        CoreRun run = CoreRun.java(2).timeoutMillis(1000).ready(2);
        run.begin(FIRST, 1, 0);
        run.pass(600);
        run.begin(FIRST, 2, 1);
        run.effects.skip();
        run.pass(399);
        run.effects.assertNothingElse();
        assertEquals(run.now + 1_000_000, run.supervision.nextDeadline(run.now));
        run.pass(1);
        assertEquals(List.of(new Sent(FIRST, Signal.QUIT)), run.effects.takeSignals());
        run.effects.assertNothingElse();
        run.pass(400);
        assertEquals(List.of(FIRST), run.effects.takeDumps());
        assertEquals(List.of(new Sent(FIRST, Signal.TERM)), run.effects.takeSignals());
        run.effects.assertNothingElse();
        run.pass(2000);
        assertEquals(List.of(new Sent(FIRST, Signal.KILL)), run.effects.takeSignals());
        run.effects.assertNothingElse();
        run.exit(FIRST, KILLED);
        assertEquals(List.of(), run.effects.takeLogs(), "no crash");
        run.pass(20);
        FinishedTask finished = run.takeFinished();
        assertEquals(1, finished.task().id());
        assertEquals(Outcome.TIMED_OUT, finished.outcome());
        assertEquals(1, finished.attempts());
        assertEquals(List.of(2L), run.effects.takeDiscarded());
        run.ready(AGAIN);
        run.runOk(AGAIN, 1, 0, 100);
        FinishedTask neighbour = run.takeFinished();
        assertEquals(2, neighbour.task().id());
        assertEquals(1, neighbour.attempts(), "its neighbour's time is not its own");
    }

    @Test
    void aTaskThatEndsBeforeTheTermIsInTime() {
        CoreRun run = CoreRun.java(1).timeoutMillis(1000).ready(1);
        run.begin(FIRST, 1, 0);
        run.pass(1000);
        run.effects.board(FIRST).end(0);
        run.ok(FIRST, 1, 1100);
        assertEquals(List.of("1 Ok"), run.takeOutcomes());
    }

    @Test
    void aTaskThatTheTermInterruptsHasTimedOut() {
        CoreRun run = CoreRun.java(2).timeoutMillis(1000).ready(2);
        run.begin(FIRST, 1, 0);
        run.pass(600);
        run.begin(FIRST, 2, 1);
        run.pass(400);
        run.pass(400);
        assertEquals(List.of(new Sent(FIRST, Signal.QUIT), new Sent(FIRST, Signal.TERM)), run.effects.takeSignals());
        run.effects.board(FIRST).end(0);
        run.effects.board(FIRST).end(1);
        run.result(FIRST, CoreRun.interrupted(1));
        run.result(FIRST, CoreRun.interrupted(2));
        run.supervision.workers().onBye(FIRST);
        run.crash(FIRST);
        assertEquals(List.of("1 TimedOut"), run.takeOutcomes());
        run.ready(AGAIN);
        run.runOk(AGAIN, 1, 0, 100);
        assertEquals(List.of("2 Ok"), run.takeOutcomes());
    }

    @Test
    void aTimedOutTaskMayRunAgain() {
        CoreRun run = CoreRun.java(1).timeoutMillis(1000).attempts(2).ready(1);
        run.begin(FIRST, 1, 0);
        run.pass(1000);
        run.crash(FIRST);
        assertEquals(List.of(), run.takeOutcomes());
        run.ready(AGAIN);
        run.runOk(AGAIN, 1, 0, 100);
        assertEquals(2, run.takeFinished().attempts());
    }

    @Test
    void aWorkerIsNotEndedWhileItWritesItsThreadDump() {
        CoreRun run = overItsTime();
        run.pass(100);
        run.pass(100);
        run.effects.assertNothingElse();
        run.effects.dumpSlowly(false);
        run.pass(100);
        assertEquals(List.of(FIRST), run.effects.takeDumps());
        assertEquals(List.of(new Sent(FIRST, Signal.TERM)), run.effects.takeSignals());
    }

    @Test
    void aThreadDumpThatDoesNotComeIsNotWaitedForForEver() {
        CoreRun run = overItsTime();
        for (int look = 1; look < WorkerCare.DUMP_LOOKS; look++) {
            run.pass(100);
            run.effects.assertNothingElse();
        }
        run.pass(100);
        assertEquals(List.of(FIRST), run.effects.takeDumps());
        assertEquals(List.of(new Sent(FIRST, Signal.TERM)), run.effects.takeSignals());
    }

    /** A worker that was asked for a thread dump, which takes its time. */
    private static CoreRun overItsTime() {
        CoreRun run = CoreRun.java(1).timeoutMillis(1000).ready(1);
        run.effects.dumpSlowly(true);
        run.begin(FIRST, 1, 0);
        run.pass(1000);
        assertEquals(List.of(new Sent(FIRST, Signal.QUIT)), run.effects.takeSignals());
        run.effects.skip();
        return run;
    }

    // ---------------------------------------------------------------- silence

    @Test
    void aSilentWorkerIsReplacedAndWhatItRanIsCharged() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.pass(CoreRun.SILENCE_MILLIS);
        run.effects.assertNothingElse();
        run.pass(1);
        assertEquals(List.of(FIRST + " silent 10.0s > 10.0s, replacing it"), run.effects.takeLogs());
        assertEquals(List.of(new Sent(FIRST, Signal.QUIT), new Sent(FIRST, Signal.CONT)), run.effects.takeSignals());
        run.pass(400);
        assertEquals(List.of(FIRST), run.effects.takeDumps());
        assertEquals(List.of(new Sent(FIRST, Signal.TERM)), run.effects.takeSignals());
        run.pass(2000);
        assertEquals(List.of(new Sent(FIRST, Signal.KILL)), run.effects.takeSignals());
        run.effects.assertNothingElse();
        run.crash(FIRST);
        run.ready(AGAIN);
        run.runOk(AGAIN, 1, 0, 100);
        run.runOk(AGAIN, 2, 0, 100);
        assertEquals(List.of(1, 2), run.effects.takeFinished().stream().map(FinishedTask::attempts).toList());
    }

    @Test
    void aWorkerWhoseShutdownHooksDoNotEndIsReplacedAndWhatItRanIsCharged() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.pass(1000);
        run.effects.board(FIRST).exit(run.now);
        for (int second = 1; second <= CoreRun.SILENCE_MILLIS / 1000; second++) {
            run.pass(1000);
            run.effects.board(FIRST).beat(run.now);
        }
        run.effects.assertNothingElse();
        run.pass(1);
        assertEquals(List.of(FIRST + " in its shutdown hooks 10.0s > 10.0s, replacing it"), run.effects.takeLogs());
        assertEquals(List.of(new Sent(FIRST, Signal.QUIT), new Sent(FIRST, Signal.CONT)), run.effects.takeSignals());
        run.crash(FIRST);
        run.ready(AGAIN);
        run.runOk(AGAIN, 1, 0, 100);
        assertEquals(2, run.takeFinished().attempts());
    }

    @Test
    void aTaskWhoseWorkersGetSilentIsPoisonAlsoIfTheyObeyTheTerm() {
        CoreRun run = CoreRun.java(1).ready(1);
        for (int generation = 1; generation <= 3; generation++) {
            assertEquals(List.of(), run.takeOutcomes());
            WorkerKey key = worker(0, generation);
            run.ready(key);
            run.begin(key, 1, 0);
            run.pass(CoreRun.SILENCE_MILLIS + 1);
            run.pass(400);
            run.effects.board(key).end(0);
            run.result(key, CoreRun.interrupted(1));
            run.supervision.workers().onBye(key);
            run.crash(key);
            run.pass(1000);
        }
        assertEquals(List.of("1 Lost"), run.takeOutcomes());
    }

    @Test
    void aCommandOfASilentWorkerIsLostNotCancelled() {
        CoreRun run = CoreRun.commands(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.pass(CoreRun.SILENCE_MILLIS + 1);
        run.pass(400);
        run.effects.board(FIRST).end(0);
        run.result(FIRST, CoreRun.result(1).setSignal(15).setKilled(true).build());
        run.supervision.workers().onBye(FIRST);
        run.crash(FIRST);
        assertEquals(List.of("1 Lost"), run.takeOutcomes());
    }

    @Test
    void aWorkerThatBeatsIsLeftInPeace() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        for (int i = 0; i < 100; i++) {
            run.passBeating(CoreRun.SILENCE_MILLIS, FIRST);
        }
        run.effects.assertNothingElse();
    }

    // ------------------------------------------------------------------ start

    @Test
    void aWorkerThatIsNotReadyInTimeIsKilled() {
        CoreRun run = CoreRun.java(1).start();
        run.tasks(1);
        run.effects.skip();
        run.pass(CoreRun.START_MILLIS - 1);
        run.effects.assertNothingElse();
        run.pass(1);
        assertEquals(List.of(FIRST + " was not ready in time, sending SIGKILL"), run.effects.takeLogs());
        assertEquals(List.of(new Sent(FIRST, Signal.KILL)), run.effects.takeSignals());
        run.exit(FIRST, KILLED);
        run.pass(50);
        assertEquals(List.of(AGAIN), run.effects.takeSpawns());
    }

    @Test
    void workersThatNeverGetReadyInTimeMakeTheRunGiveUp() {
        CoreRun run = CoreRun.java(1).start();
        run.tasks(1);
        for (int generation = 1; generation <= RestartPolicy.GIVE_UP_AFTER; generation++) {
            assertEquals(List.of(), run.takeOutcomes());
            run.pass(CoreRun.START_MILLIS);
            run.exit(worker(0, generation), KILLED);
            run.pass(20_000);
        }
        assertInstanceOf(RunEnd.GaveUp.class, run.supervision.end());
        assertEquals(List.of("1 Cancelled"), run.takeOutcomes());
    }

    @Test
    void aWorkerThatCannotBeSpawnedLeavesItsPlaceVacant() {
        CoreRun run = CoreRun.commands(1, 1).ready(1);
        run.effects.skip();
        run.effects.failSpawns();
        run.tasks(3);
        assertEquals(List.of(worker(1, 1)), run.effects.takeSpawns(), "one failure is enough");
        run.supervision.orders().giveUp("no room", run.now);
        run.pass(0);
        assertFalse(run.supervision.isFinished());
        run.exit(FIRST, KILLED);
        run.pass(CoreRun.SETTLE_MILLIS);
        assertTrue(run.supervision.isFinished());
        assertEquals(new RunEnd.GaveUp("no room"), run.supervision.end());
    }

    @Test
    void aRunWhoseFirstWorkerCannotBeSpawnedEndsWithoutAny() {
        CoreRun run = CoreRun.commands(1).start();
        run.crash(FIRST);
        run.effects.failSpawns();
        run.tasks(1);
        run.pass(10_000);
        run.signal(Signal.TERM);
        assertTrue(run.supervision.isFinished());
        assertEquals(List.of("1 Cancelled"), run.takeOutcomes());
    }

    @Test
    void workersThatCannotStartMakeTheRunGiveUp() {
        CoreRun run = CoreRun.java(1).start();
        run.tasks(2);
        for (int generation = 1; generation <= RestartPolicy.GIVE_UP_AFTER; generation++) {
            assertFalse(run.supervision.isFinished());
            run.exit(worker(0, generation), new ExitStatus.Exited(1));
            run.pass(10_000);
        }
        RunEnd.GaveUp end = assertInstanceOf(RunEnd.GaveUp.class, run.supervision.end());
        assertEquals("workers cannot start: exit 1\nlast words", end.message());
        assertEquals(List.of("1 Cancelled", "2 Cancelled"), run.takeOutcomes());
        assertTrue(run.supervision.isFinished());
    }

    @Test
    void aCrewThatEnduresTriesAgainLessAndLessOften() {
        CoreRun run = CoreRun.java(1, 1).enduring().start();
        run.tasks(1);
        WorkerKey next = run.effects.takeSpawns().get(0);
        for (String said = ""; !said.contains("tried again in "); said = run.effects.takeLogs().toString()) {
            run.pass(10_000);
            List<WorkerKey> spawned = run.effects.takeSpawns();
            next = spawned.isEmpty() ? next : spawned.get(0);
            run.effects.skip();
            run.exit(next, new ExitStatus.Exited(1));
        }
        for (long shortest = 500; shortest < 16_000; shortest *= 2) {
            assertEquals("workers cannot start: exit 1; tried again from time to time", run.supervision.sight().hold().toString());
            run.pass(shortest - 1);
            assertEquals(List.of(), run.effects.takeSpawns());
            run.pass(shortest + 10_000);
            List<WorkerKey> spawned = run.effects.takeSpawns();
            assertEquals(1, spawned.size(), "one, though two have no worker");
            next = spawned.get(0);
            if (shortest < 8000) {
                run.exit(next, new ExitStatus.Exited(1));
            }
        }
        run.effects.skip();
        run.ready(next);
        assertEquals(List.of("workers start again"), run.effects.takeLogs());
        assertNull(run.supervision.sight().hold());
        assertEquals(List.of(1L), run.effects.takeSentTasks());
    }

    @Test
    void othersThatRunKeepTheRunGoing() {
        CoreRun run = CoreRun.java(1, 1).ready(5);
        run.begin(FIRST, 1, 0);
        for (int generation = 1; generation <= 10; generation++) {
            run.exit(worker(1, generation), new ExitStatus.Exited(1));
            run.passBeating(9_000, FIRST);
            run.passBeating(9_000, FIRST);
        }
        assertInstanceOf(RunEnd.Completed.class, run.supervision.end(), "nothing has ended it");
        assertFalse(run.supervision.isFinished());
    }

    @Test
    void aSetUpThatFailsEndsTheRun() {
        CoreRun run = CoreRun.java(1).start();
        run.tasks(1);
        run.effects.skip();
        run.supervision.workers().onSetupFailure(
                FIRST,
                SetupFailure.newBuilder()
                        .setMessage("the set-up of a.Task failed")
                        .setCause(TaskFailure.newBuilder().setStack("a.Oops: why\n"))
                        .build(),
                run.now);
        assertEquals(new RunEnd.GaveUp("the set-up of a.Task failed: a.Oops: why"), run.supervision.end());
        assertEquals(List.of("1 Cancelled"), run.takeOutcomes());
        assertEquals(List.of(Signal.TERM), run.effects.takeBroadcasts());
        assertEquals(1, run.effects.takeInputCloses());
        run.effects.assertNothingElse();
        run.crash(FIRST);
        assertTrue(run.supervision.isFinished());
    }

    @Test
    void waitsForTheRespawnWithoutTurningRound() {
        CoreRun run = CoreRun.java(1).start();
        run.tasks(1);
        run.exit(FIRST, new ExitStatus.Exited(1));
        run.pass(20);
        long deadline = run.supervision.nextDeadline(run.now);
        assertTrue(deadline > run.now, "a delay of 25 to 50 ms");
        run.effects.skip();
        run.now = deadline;
        run.pass(0);
        assertEquals(List.of(AGAIN), run.effects.takeSpawns());
    }

    @Test
    void aVacantPlaceThatNobodyNeedsWakesNobody() {
        CoreRun run = CoreRun.java(1, 1).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(worker(1, 1), 1, 0);
        // Both die one after the other: one respawn is enough for the one task that is pending.
        run.exit(FIRST, KILLED);
        run.pass(100);
        assertEquals(List.of(AGAIN), run.effects.takeSpawns());
        run.effects.board(worker(1, 1)).beat(run.now);
        run.ok(worker(1, 1), 1, 100);
        run.exit(worker(1, 1), KILLED);
        run.pass(20);
        assertEquals(List.of(), run.effects.takeSpawns());
        run.pass(1000);
        assertTrue(run.supervision.nextDeadline(run.now) > run.now, "or the loop would turn without a pause");
    }

    @Test
    void aVacantPlaceWakesNobodyDuringCongestion() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.supervision.starts().onCongestion(true, run.now);
        run.exit(FIRST, KILLED);
        run.pass(1000);
        assertEquals(Long.MAX_VALUE, run.supervision.nextDeadline(run.now));
    }
}
