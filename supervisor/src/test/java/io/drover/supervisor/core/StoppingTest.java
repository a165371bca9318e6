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
import io.drover.supervisor.core.RecordingEffects.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoppingTest {
    private static final WorkerKey FIRST = worker(0, 1);
    private static final WorkerKey SECOND = worker(1, 1);
    private static final long HOUR_MILLIS = 3_600_000;

    // ------------------------------------------------------------ INT and TERM

    @ParameterizedTest
    @EnumSource(value = Signal.class, names = {"INT", "TERM"})
    void theFirstSignalGoesToAllAndCancelsWhatHasNotStarted(Signal signal) {
        CoreRun run = CoreRun.java(1).ready(3);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.signal(signal);
        assertEquals(List.of(signal), run.effects.takeBroadcasts());
        assertEquals(1, run.effects.takeInputCloses());
        assertEquals(List.of("2 Cancelled", "3 Cancelled"), run.takeOutcomes());
        run.effects.assertNothingElse();
        assertEquals(new RunEnd.Stopped(signal), run.supervision.end());
        assertEquals(0, run.supervision.wantedTasks());

        run.tasks(1);
        assertEquals(List.of("4 Cancelled"), run.takeOutcomes(), "what the input had already read");
        run.supervision.workers().onBye(FIRST);
        run.crash(FIRST);
        assertEquals(List.of("1 Cancelled"), run.takeOutcomes());
        assertTrue(run.supervision.isFinished());
        assertTrue(run.supervision.sight().totals().balances());
    }

    @Test
    void whatWasSentAheadIsCancelledWithoutBeingStarted() {
        CoreRun run = CoreRun.java(3).ready(3);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.signal(Signal.INT);
        List<FinishedTask> cancelled = run.effects.takeFinished();
        assertEquals(List.of(0, 0), cancelled.stream().map(FinishedTask::attempts).toList());
        assertEquals(List.of(-1, -1), cancelled.stream().map(FinishedTask::worker).toList());
    }

    @Test
    void aTaskThatSucceedsDuringTheStopIsOkAndOneThatFailsIsCancelled() {
        CoreRun run = CoreRun.commands(2).attempts(9).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.signal(Signal.TERM);
        run.ok(FIRST, 1, 100);
        run.result(FIRST, CoreRun.failure(2));
        assertEquals(List.of("1 Ok", "2 Cancelled"), run.takeOutcomes());
    }

    @ParameterizedTest
    @CsvSource({"INT,INT", "INT,TERM", "TERM,INT", "TERM,TERM"})
    void theSecondSignalKills(Signal first, Signal second) {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.signal(first);
        run.effects.skip();
        run.signal(second);
        assertEquals(List.of(Signal.KILL), run.effects.takeBroadcasts());
        assertEquals(1, run.effects.takeSweeps());
        run.effects.assertNothingElse();
        assertEquals(new RunEnd.Stopped(first), run.supervision.end());
        run.pass(CoreRun.GRACE_MILLIS);
        run.effects.assertNothingElse();
    }

    @Test
    void furtherSignalsChangeNothingMore() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.supervision.orders().onOutputFailure(true, "", run.now);
        run.signal(Signal.INT);
        run.effects.skip();
        run.signal(Signal.TERM);
        run.effects.assertNothingElse();
        assertInstanceOf(RunEnd.ReaderGone.class, run.supervision.end());
    }

    @Test
    void killsAfterTheGracePeriod() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.signal(Signal.INT);
        run.effects.skip();
        run.pass(CoreRun.GRACE_MILLIS - 1);
        run.effects.assertNothingElse();
        assertEquals(run.now + 1_000_000, run.supervision.nextDeadline(run.now));
        run.pass(1);
        assertEquals(List.of(Signal.KILL), run.effects.takeBroadcasts());
        assertEquals(1, run.effects.takeSweeps());
        run.pass(CoreRun.GRACE_MILLIS * 2);
        assertEquals(List.of(), run.effects.takeBroadcasts(), "once is enough");
    }

    @Test
    void aBoardThatSaysByeIsBelievedDuringAStop() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.signal(Signal.INT);
        run.effects.skip();
        run.effects.board(FIRST).leave();
        run.pass(2);
        assertEquals(List.of(new Sent(FIRST, Signal.KILL)), run.effects.takeSignals());
        run.supervision.workers().onBye(FIRST);
        run.pass(2);
        run.effects.assertNothingElse();
    }

    @Test
    void afterAFarewellNothingIsWaitedFor() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.signal(Signal.INT);
        run.supervision.workers().onBye(FIRST);
        run.exit(FIRST, new ExitStatus.Signaled(Signal.KILL.number()));
        run.pass(0);
        assertTrue(run.supervision.isFinished());
        assertEquals(Outcome.CANCELLED, run.takeFinished().outcome());
    }

    @Test
    void aWorkerThatDiesDuringTheStopIsNotReplaced() {
        CoreRun run = CoreRun.java(1, 1).ready(9);
        run.begin(FIRST, 1, 0);
        run.begin(SECOND, 1, 0);
        run.signal(Signal.INT);
        run.effects.skip();
        run.crash(FIRST);
        run.crash(SECOND);
        assertEquals(List.of(), run.effects.takeSpawns());
        assertEquals(List.of(), run.effects.takeLogs());
        assertTrue(run.supervision.isFinished());
    }

    // --------------------------------------------------------------------- HUP

    @Test
    void hupLetsWhatRunsEnd() {
        CoreRun run = CoreRun.java(1).ready(3);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.signal(Signal.HUP);
        assertEquals(1, run.effects.takeInputCloses());
        assertEquals(List.of("2 Cancelled", "3 Cancelled"), run.takeOutcomes());
        assertEquals(
                List.of("SIGHUP received. No new jobs will be started. Waiting for 1 jobs to finish."
                        + " Send SIGTERM to stop now."),
                run.effects.takeLogs());
        run.effects.assertNothingElse();
        run.passBeating(HOUR_MILLIS, FIRST);
        run.effects.assertNothingElse();
        run.ok(FIRST, 1, 100);
        assertEquals(List.of("1 Ok"), run.takeOutcomes());
        assertEquals(List.of(FIRST), run.effects.takeFinishes());
        run.crash(FIRST);
        assertTrue(run.supervision.isFinished());
        assertEquals(new RunEnd.Stopped(Signal.HUP), run.supervision.end());
    }

    @Test
    void aFailureWhileDrainingIsFinal() {
        CoreRun run = CoreRun.commands(1).attempts(0).ready(1);
        run.begin(FIRST, 1, 0);
        run.signal(Signal.HUP);
        run.result(FIRST, CoreRun.failure(1));
        assertEquals(List.of("1 Exited"), run.takeOutcomes());
    }

    @Test
    void aCrashWhileDrainingStartsNothing() {
        CoreRun run = CoreRun.java(2).ready(2);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.effects.board(FIRST).end(1);
        run.signal(Signal.HUP);
        run.crash(FIRST);
        run.pass(1000);
        assertEquals(List.of("1 Lost", "2 Cancelled"), run.takeOutcomes());
        assertEquals(List.of(), run.effects.takeSpawns());
        assertTrue(run.supervision.isFinished());
    }

    @Test
    void aStopSignalEndsADrain() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.signal(Signal.HUP);
        run.effects.skip();
        run.signal(Signal.TERM);
        assertEquals(List.of(Signal.TERM), run.effects.takeBroadcasts());
        assertEquals(new RunEnd.Stopped(Signal.TERM), run.supervision.end());
    }

    // -------------------------------------------------------------------- halt

    @Test
    void haltNowEndsWhatRuns() {
        CoreRun run = CoreRun.commands(2).halt("now,fail=1").ready(4);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.effects.skip();
        run.result(FIRST, CoreRun.failure(1));
        assertEquals(List.of(Signal.TERM), run.effects.takeBroadcasts());
        assertEquals(List.of("1 Exited", "3 Cancelled", "4 Cancelled"), run.takeOutcomes());
        assertEquals(1, run.effects.takeInputCloses());
        run.effects.assertNothingElse();
        run.result(FIRST, CoreRun.result(2).setSignal(15).setKilled(true).build());
        assertEquals(List.of("2 Cancelled"), run.takeOutcomes());
        RunEnd.Halted end = assertInstanceOf(RunEnd.Halted.class, run.supervision.end());
        assertEquals(1, end.task().id());
        assertEquals(new Outcome.Exited(1), end.outcome());
    }

    @Test
    void haltSoonStartsNothingMore() {
        CoreRun run = CoreRun.commands(2).halt("soon,fail=2").ready(5);
        run.begin(FIRST, 1, 0);
        run.begin(FIRST, 2, 1);
        run.result(FIRST, CoreRun.failure(1));
        run.effects.board(FIRST).end(0);
        run.begin(FIRST, 3, 0);
        run.effects.skip();
        run.result(FIRST, CoreRun.failure(2));
        assertEquals(
                List.of("Starting no more jobs. Waiting for 1 jobs to finish."), run.effects.takeLogs());
        assertEquals(List.of("2 Exited", "4 Cancelled", "5 Cancelled"), run.takeOutcomes());
        assertEquals(1, run.effects.takeInputCloses());
        run.effects.assertNothingElse();
        run.result(FIRST, CoreRun.failure(3));
        assertEquals(List.of("3 Exited"), run.takeOutcomes());
        assertEquals(List.of(FIRST), run.effects.takeFinishes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon,success=2", "soon,done=3", "soon,success=20%", "soon,done=30%", "soon,fail=10%"})
    void haltsAtTheThirdResult(String policy) {
        CoreRun run = CoreRun.commands(1).halt(policy).ready(10);
        run.supervision.onTotal(10);
        boolean failFirst = !policy.contains("fail");
        for (int sequence = 1; sequence <= 3; sequence++) {
            assertInstanceOf(RunEnd.Completed.class, run.supervision.end());
            run.begin(FIRST, sequence, 0);
            boolean fails = sequence == (failFirst ? 1 : 3);
            run.result(FIRST, fails ? CoreRun.failure(sequence) : CoreRun.result(sequence).build());
        }
        assertInstanceOf(RunEnd.Halted.class, run.supervision.end());
    }

    @Test
    void aShareOfAnUnknownTotalIsNotReached() {
        CoreRun run = CoreRun.commands(1).halt("soon,fail=10%").ready(4);
        run.begin(FIRST, 1, 0);
        run.result(FIRST, CoreRun.failure(1));
        assertInstanceOf(RunEnd.Completed.class, run.supervision.end());
        run.endInput();
        RunEnd.Halted end = assertInstanceOf(RunEnd.Halted.class, run.supervision.end());
        assertNull(end.task(), "the end of the input decided it");
        assertEquals(3, run.supervision.sight().totals().cancelled());
    }

    @Test
    void aStopSignalKeepsTheReasonOfAHalt() {
        CoreRun run = CoreRun.commands(1).halt("soon,fail=1").ready(2);
        run.begin(FIRST, 1, 0);
        run.result(FIRST, CoreRun.failure(1));
        run.signal(Signal.TERM);
        assertInstanceOf(RunEnd.Halted.class, run.supervision.end());
    }

    @Test
    void aLostTaskCountsAsFailed() {
        CoreRun run = CoreRun.commands(1).halt("now,fail=1").ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.crash(FIRST);
        assertEquals(List.of("1 Lost", "2 Cancelled"), run.takeOutcomes());
        assertInstanceOf(RunEnd.Halted.class, run.supervision.end());
    }

    // ------------------------------------------------------------------ output

    @Test
    void stopsQuietlyWhenTheReaderIsGone() {
        CoreRun run = CoreRun.java(1).ready(2);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.supervision.orders().onOutputFailure(true, "EPIPE", run.now);
        assertEquals(List.of(Signal.TERM), run.effects.takeBroadcasts());
        assertEquals(List.of("2 Cancelled"), run.takeOutcomes());
        run.effects.takeInputCloses();
        run.effects.assertNothingElse();
        run.supervision.orders().onOutputFailure(true, "EPIPE", run.now);
        run.effects.assertNothingElse();
        assertInstanceOf(RunEnd.ReaderGone.class, run.supervision.end());
    }

    @Test
    void givesUpWhenTheOutputCannotBeWritten() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.supervision.orders().onOutputFailure(false, "no space", run.now);
        assertEquals(new RunEnd.GaveUp("no space"), run.supervision.end());
    }

    // ------------------------------------------------------------------- pause

    @Test
    void thePauseReachesTheWorkers() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.effects.skip();
        run.signal(Signal.TSTP);
        run.signal(Signal.CONT);
        assertEquals(List.of(Signal.TSTP, Signal.CONT), run.effects.takeBroadcasts());
        run.effects.assertNothingElse();
    }

    @ParameterizedTest
    @EnumSource(value = Signal.class, names = {"QUIT", "KILL", "USR1", "USR2", "PIPE", "STOP"})
    void otherSignalsAreNotForTheCore(Signal signal) {
        CoreRun run = CoreRun.java(1).ready(1);
        run.effects.skip();
        run.signal(signal);
        run.effects.assertNothingElse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPauseIsNoSilenceAndNoRunningTime(boolean bySignal) {
        CoreRun run = CoreRun.java(1).timeoutMillis(1000).ready(1);
        run.begin(FIRST, 1, 0);
        run.pass(900);
        run.effects.skip();
        pause(run, bySignal);
        run.pass(999);
        assertEquals(List.of(), run.effects.takeSignals());
        run.pass(1);
        assertEquals(List.of(new Sent(FIRST, Signal.QUIT)), run.effects.takeSignals());
    }

    @Test
    void killsNobodyForSilenceAfterASuspend() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.pass(9_000);
        run.effects.skip();
        pause(run, false);
        run.pass(CoreRun.SILENCE_MILLIS);
        run.effects.assertNothingElse();
        run.pass(1);
        assertEquals(2, run.effects.takeSignals().size(), "from now on its silence is its own");
    }

    @Test
    void withoutTheResumeASuspendWouldLookLikeSilence() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.pass(HOUR_MILLIS);
        assertFalse(run.effects.takeSignals().isEmpty());
    }

    @Test
    void startingWorkersGetTheirTimeAgainAfterAPause() {
        CoreRun run = CoreRun.java(1).start();
        run.tasks(1);
        run.pass(CoreRun.START_MILLIS - 1);
        run.effects.skip();
        pause(run, false);
        run.pass(CoreRun.START_MILLIS - 1);
        run.effects.assertNothingElse();
        run.pass(1);
        assertEquals(List.of(new Sent(FIRST, Signal.KILL)), run.effects.takeSignals());
    }

    @Test
    void theGracePeriodOfAStopBeginsAgainAfterAPause() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.signal(Signal.INT);
        run.pass(CoreRun.GRACE_MILLIS - 1);
        run.effects.skip();
        pause(run, false);
        run.pass(CoreRun.GRACE_MILLIS - 1);
        run.effects.assertNothingElse();
        run.pass(1);
        assertEquals(List.of(Signal.KILL), run.effects.takeBroadcasts());
    }

    @Test
    void afterAKillAPauseBringsNoSecondOne() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.signal(Signal.INT);
        run.signal(Signal.INT);
        run.effects.skip();
        pause(run, false);
        run.pass(CoreRun.GRACE_MILLIS);
        run.effects.assertNothingElse();
    }

    @Test
    void aWorkerThatIsLeavingGetsItsTimeAgainAfterAPause() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.endInput();
        run.runOk(FIRST, 1, 0, 100);
        run.effects.skip();
        pause(run, false);
        run.effects.assertNothingElse();
        run.pass(CoreRun.GRACE_MILLIS);
        assertEquals(List.of(new Sent(FIRST, Signal.KILL)), run.effects.takeSignals());
    }

    @Test
    void aWorkerThatIsBeingEndedGetsItsTimeAgainAfterAPause() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.pass(CoreRun.SILENCE_MILLIS + 1);
        run.effects.skip();
        pause(run, false);
        run.effects.assertNothingElse();
        run.pass(400);
        assertEquals(List.of(FIRST), run.effects.takeDumps());
        assertEquals(List.of(new Sent(FIRST, Signal.TERM)), run.effects.takeSignals());
        pause(run, false);
        run.effects.assertNothingElse();
        run.pass(2000);
        assertEquals(List.of(new Sent(FIRST, Signal.KILL)), run.effects.takeSignals());
    }

    @Test
    void resultsOfADeadWorkerMayStillArriveAfterAPause() {
        CoreRun run = CoreRun.java(1).ready(1);
        run.begin(FIRST, 1, 0);
        run.exit(FIRST, KILLED);
        pause(run, false);
        run.ok(FIRST, 1, 100);
        assertEquals(List.of("1 Ok"), run.takeOutcomes());
    }

    private static void pause(CoreRun run, boolean bySignal) {
        if (bySignal) {
            run.signal(Signal.TSTP);
        }
        run.now += HOUR_MILLIS * 1_000_000;
        if (bySignal) {
            run.signal(Signal.CONT);
            run.effects.takeBroadcasts();
        } else {
            run.supervision.onResume(run.now);
        }
        run.supervision.onTick(run.now);
    }
}
