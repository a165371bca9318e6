package io.drover.supervisor.core;

import static io.drover.supervisor.core.CoreRun.KILLED;
import static io.drover.supervisor.core.CoreRun.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers that are there, or not, while there is nothing to do. */
class StaffingTest {
    private static final WorkerKey FIRST = worker(0, 1);
    private static final WorkerKey SECOND = worker(1, 1);

    @Test
    void placesHaveWorkersThoughNothingWaits() {
        CoreRun run = CoreRun.java(1, 1, 1).start();
        run.ready(FIRST);
        run.effects.skip();
        run.supervision.orders().man(2, run.now);
        assertEquals(List.of(SECOND), run.effects.takeSpawns());
        run.ready(SECOND);
        run.exit(SECOND, KILLED);
        run.pass(CoreRun.SETTLE_MILLIS);
        assertEquals(List.of(worker(1, 2)), run.effects.takeSpawns());
        run.effects.skip();
        run.supervision.orders().man(0, run.now);
        run.exit(worker(1, 2), KILLED);
        run.pass(CoreRun.SETTLE_MILLIS);
        assertEquals(List.of(), run.effects.takeSpawns());
    }

    @Test
    void nobodyIsStartedForTheEnd() {
        CoreRun run = CoreRun.java(1, 1).start();
        run.ready(FIRST);
        run.effects.skip();
        run.supervision.onInputEnd(run.now);
        run.supervision.orders().man(2, run.now);
        assertEquals(List.of(), run.effects.takeSpawns());
    }

    @Test
    void whoHasNothingToDoLeavesAndComesBackForMore() {
        CoreRun run = CoreRun.java(1, 1).ready(2);
        run.begin(FIRST, 1, 0);
        run.runOk(SECOND, 1, 0, 100);
        run.effects.skip();
        run.supervision.orders().release(FIRST, run.now);
        run.effects.assertNothingElse();
        run.supervision.orders().release(SECOND, run.now);
        assertEquals(List.of(SECOND), run.effects.takeFinishes());
        run.supervision.workers().onBye(SECOND);
        run.exit(SECOND, KILLED);
        run.pass(CoreRun.SETTLE_MILLIS);
        run.effects.skip();
        assertEquals(List.of(), run.effects.takeSpawns());
        run.tasks(1);
        assertEquals(List.of(worker(1, 2)), run.effects.takeSpawns());
    }
}
