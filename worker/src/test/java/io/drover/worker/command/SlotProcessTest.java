package io.drover.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SlotProcessTest {
    /** No group has it: Linux numbers no process so high. */
    private static final int NOBODY = Integer.MAX_VALUE;

    private final SlotProcess process = new SlotProcess();

    @Test
    void aKillIsForTheAttemptThatRuns() {
        process.runs(7);
        process.kill(6);
        assertFalse(process.takeKill());
        process.kill(7);
        assertTrue(process.takeKill());
        assertFalse(process.takeKill(), "once");
        process.kill(7);
        process.runs(8);
        assertFalse(process.takeKill(), "it came too late");
    }

    @Test
    void nobodyKillsAnIdleSlot() {
        process.kill(0);
        assertFalse(process.takeKill());
        process.stop();
        assertFalse(process.takeKill());
    }

    @Test
    void aStopEndsTheProcessThatIsJustBeingStarted() {
        process.runs(7);
        process.stop();
        process.started(NOBODY);
        assertTrue(process.takeKill());
        assertTrue(process.stopping());
    }

    @Test
    void andTheOneThatIsStartedLater() {
        process.stop();
        process.runs(7);
        assertTrue(process.takeKill());
    }

    @Test
    void whoStopsARunSignalsItsProcessesItself() {
        process.runs(7);
        process.started(NOBODY);
        process.stop();
        assertFalse(process.takeKill());
        process.runs(8);
        assertFalse(process.takeKill());
        assertTrue(end().stopping());
    }

    @Test
    void onlyAProcessCanBeSuspended() {
        process.runs(7);
        process.suspend(7, true);
        assertFalse(process.suspended());
        process.started(NOBODY);
        process.suspend(6, true);
        assertFalse(process.suspended(), "another attempt");
        process.suspend(7, true);
        assertTrue(process.suspended());
        process.suspend(7, false);
        assertFalse(process.suspended());
    }

    @Test
    void aSuspendEndsWithItsAttemptAndWithItsProcess() {
        process.runs(7);
        process.started(NOBODY);
        process.suspend(7, true);
        process.runs(7);
        assertTrue(process.suspended());
        process.runs(8);
        assertFalse(process.suspended());
        process.suspend(8, true);
        assertFalse(end().stopping());
        assertFalse(process.suspended());
        assertEquals(0, process.pid());
    }

    private SlotProcess.End end() {
        return process.reap(pid -> null);
    }
}
