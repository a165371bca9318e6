package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StartGateTest {
    private static StartGate gate(Pacing pacing) {
        return new StartGate(pacing, new Random(1));
    }

    private static Pacing delay(long nanos, long jitter, boolean adaptive) {
        return new Pacing(nanos, jitter, adaptive, false, false, Pacing.ALL);
    }

    @Test
    void withoutPacingNothingIsHeldBack() {
        StartGate gate = gate(Pacing.NONE);
        assertTrue(gate.free());
        gate.started(0);
        assertTrue(gate.open(1_000_000, 0));
    }

    @Test
    void aDelayPassesBetweenTwoStarts() {
        StartGate gate = gate(delay(100, 0, false));
        assertFalse(gate.free());
        assertTrue(gate.open(0, 50));
        gate.started(50);
        assertFalse(gate.open(0, 149));
        assertEquals(150, gate.opensAt(0, 149));
        assertTrue(gate.open(0, 150));
        assertEquals(Long.MAX_VALUE, gate.opensAt(0, 150));
    }

    @Test
    void aBurstUsesWhatWasLeftOverAndNoMore() {
        StartGate gate = gate(new Pacing(100, 3, 0, false, false, false, Pacing.ALL, false));
        for (int i = 0; i < 3; i++) {
            assertTrue(gate.open(0, 1000), "start " + i);
            gate.started(1000);
        }
        assertEquals(1100, gate.opensAt(0, 1000));
        gate.started(1100);
        assertEquals(1200, gate.opensAt(0, 1199), "in the long run it is the delay that counts");
        gate.started(1350);
        assertTrue(gate.open(0, 1350), "that of 1300 was left");
        gate.started(1350);
        assertEquals(1400, gate.opensAt(0, 1350));
    }

    @Test
    void whatIsRecalledHasNotUsedItsTime() {
        StartGate gate = gate(delay(100, 0, false));
        gate.started(50);
        gate.recalled(1);
        assertTrue(gate.open(0, 60));
        gate.started(60);
        assertEquals(160, gate.opensAt(0, 60));
    }

    @Test
    void ofSeveralPausesTheOneCountsThatEndsLast() {
        StartGate gate = gate(Pacing.NONE);
        assertFalse(gate.paused(0));
        gate.pause(90_000_000_000L, 0);
        gate.pause(100, 50);
        assertTrue(gate.paused(200));
        assertEquals("a task wants a pause of 1m30s", gate.hold().detail());
        assertTrue(gate.paused(89_999_999_999L));
        assertFalse(gate.paused(90_000_000_000L));
        assertEquals(null, gate.hold());
    }

    @Test
    void jitterIsAddedToEachDelay() {
        StartGate gate = gate(delay(100, 50, false));
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (int i = 0; i < 1000; i++) {
            gate.started(0);
            shortest = Math.min(shortest, gate.opensAt(0, 0));
            longest = Math.max(longest, gate.opensAt(0, 0));
        }
        assertEquals(100, shortest);
        assertEquals(150, longest);
    }

    @Test
    void anAdaptiveDelayGrowsWithFailuresAndShrinksWithSuccesses() {
        StartGate gate = gate(delay(1000, 0, true));
        gate.ended(false);
        gate.started(0);
        assertEquals(1300, gate.opensAt(0, 0));
        gate.ended(true);
        gate.started(0);
        assertEquals(1170, gate.opensAt(0, 0));
    }

    @Test
    void theLimitCanChange() {
        StartGate gate = gate(new Pacing(0, 0, false, false, false, 2));
        assertTrue(gate.open(1, 0));
        assertFalse(gate.open(2, 0));
        gate.limit(3);
        assertTrue(gate.open(2, 0));
        gate.limit(1);
        assertFalse(gate.open(1, 0));
        assertEquals(Long.MAX_VALUE, gate.opensAt(1, 0));
    }

    @Test
    void aLimitThatYieldsFollowsFailures() {
        StartGate gate = gate(new Pacing(0, 1, 0, false, false, false, 10, true));
        for (int i = 0; i < 10; i++) {
            gate.finished(false);
        }
        assertEquals(3, gate.limit(), "GNU parallel: 3 of 10 slots after 10 failures");
        for (int i = 0; i < 5; i++) {
            gate.finished(true);
        }
        assertEquals(4, gate.limit());
        for (int i = 0; i < 100; i++) {
            gate.finished(true);
        }
        assertEquals(10, gate.limit());
        for (int i = 0; i < 100; i++) {
            gate.finished(false);
        }
        assertEquals(1, gate.limit());
    }

    @Test
    void leaveIsForOneStart() {
        StartGate gate = gate(new Pacing(0, 0, false, true, false, Pacing.ALL));
        TaskState task = Tasks.state(new TaskSpec(1, new byte[0]));
        gate.grant();
        assertFalse(gate.granted(), "nobody has asked");
        gate.ask(task);
        assertFalse(gate.granted());
        gate.grant();
        assertTrue(gate.granted());
        gate.started(0);
        assertFalse(gate.granted());
        assertEquals(null, gate.asked());
    }
}
