package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StopPlanTest {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long LOOK = 2_000_000;
    private static final long GRACE = 10 * LOOK;

    private final StopPlan plan = new StopPlan(GRACE);

    @Test
    void killIsDueAfterTheGracePeriod() {
        assertTrue(plan.stop(100));
        assertFalse(plan.killIsDue(100 + GRACE - 1));
        assertTrue(plan.killIsDue(100 + GRACE));
        assertEquals(100 + LOOK, plan.nextLook(100));
        assertEquals(100 + GRACE, plan.nextLook(100 + GRACE - 1));
    }

    @Test
    void aPauseBeginsTheGracePeriodAnew() {
        plan.stop(100);
        plan.resumed(50 * GRACE);
        assertFalse(plan.killIsDue(51 * GRACE - 1));
        assertTrue(plan.killIsDue(51 * GRACE));
    }

    @Test
    void killsOnceAndAPauseDoesNotBringTheGraceBack() {
        plan.stop(100);
        assertTrue(plan.kill());
        assertFalse(plan.kill());
        plan.resumed(200);
        assertFalse(plan.killIsDue(NEVER - 1));
        assertEquals(Phase.KILLED, plan.phase());
        assertEquals(300 + LOOK, plan.nextLook(300), "somebody has to see them go");
    }

    @Test
    void onlyGoesForward() {
        assertTrue(plan.close());
        plan.inputOver();
        assertEquals(Phase.CLOSED, plan.phase());
        assertFalse(plan.close());
        assertEquals(NEVER, plan.nextLook(0));
        assertTrue(plan.stop(100));
        assertFalse(plan.stop(500));
        assertTrue(plan.killIsDue(100 + GRACE), "counted from the first stop");
    }
}
