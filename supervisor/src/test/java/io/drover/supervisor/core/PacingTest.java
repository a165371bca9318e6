package io.drover.supervisor.core;

import static io.drover.supervisor.core.CoreRun.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Signal;
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
        run.supervision.onStartGranted(run.now);
        assertEquals(List.of(1L), run.effects.takeSentTasks());
        assertEquals(List.of(2L), run.effects.takeAsked());
        run.effects.assertNothingElse();
    }

    @Test
    void nobodyIsAskedWhileNoSlotIsFree() {
        CoreRun run = asking(1, 2);
        run.supervision.onStartGranted(run.now);
        assertEquals(List.of(1L), run.effects.takeAsked());
        assertEquals(List.of(1L), run.effects.takeSentTasks());
        run.runOk(FIRST, 1, 0, 100);
        assertEquals(List.of(2L), run.effects.takeAsked());
        assertEquals(List.of(), run.effects.takeSentTasks());
    }

    @Test
    void aRefusedTaskIsOverAndTheNextIsAskedFor() {
        CoreRun run = asking(2, 2);
        run.supervision.onStartRefused(run.now);
        assertEquals(List.of("1 Skipped"), run.takeOutcomes());
        assertEquals(List.of(1L, 2L), run.effects.takeAsked());
        run.endInput();
        run.supervision.onStartRefused(run.now);
        assertEquals(List.of("2 Skipped"), run.takeOutcomes());
        assertEquals(List.of(FIRST), run.effects.takeFinishes());
        assertEquals(2, run.supervision.totals().failed());
        assertTrue(run.supervision.totals().balances());
    }

    @Test
    void theTaskThatGotLeaveStartsWhateverCameBeforeItMeanwhile() {
        CoreRun run = CoreRun.commands(2).attempts(2).pacing(ASKING).ready(2);
        run.supervision.onStartGranted(run.now);
        run.begin(FIRST, 1, 0);
        run.effects.skip();
        run.result(FIRST, CoreRun.failure(1));
        run.effects.takeRetried();
        run.supervision.onStartGranted(run.now);
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
        run.supervision.onStartGranted(run.now);
        run.supervision.onStartRefused(run.now);
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

    @Test
    void noMoreTasksRunThanTheLimitSays() {
        CoreRun run = CoreRun.commands(8).pacing(atMost(2)).ready(5);
        assertEquals(List.of(1L, 2L), run.effects.takeSentTasks());
        run.runOk(FIRST, 1, 0, 100);
        assertEquals(List.of(3L), run.effects.takeSentTasks());
    }
}
