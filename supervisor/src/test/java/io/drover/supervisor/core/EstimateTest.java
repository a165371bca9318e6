package io.drover.supervisor.core;

import static io.drover.supervisor.core.CoreRun.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the rest will take. */
class EstimateTest {
    private static final WorkerKey FIRST = worker(0, 1);

    private static double leftSeconds(CoreRun run) {
        return run.supervision.sight().progress(run.now).leftNanos() / 1e9;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void tasksThatTakeEquallyLongAreCountedDown(int slots) {
        CoreRun run = CoreRun.commands(slots).ready(6);
        run.endInput();
        for (int done = 0; done < 6; done += slots) {
            for (int slot = 0; slot < slots; slot++) {
                run.begin(FIRST, done + slot + 1, slot);
            }
            for (int second = 0; second < 15; second++) {
                double left = 15 * (6 - done) / slots - second;
                assertEquals(done == 0 ? -1e-9 : left, leftSeconds(run), 1e-6, done + " done, second " + second);
                run.passBeating(1000, FIRST);
            }
            for (int slot = 0; slot < slots; slot++) {
                run.effects.board(FIRST).end(slot);
                run.ok(FIRST, done + slot + 1, 15_000);
            }
        }
        assertEquals(0, leftSeconds(run));
    }

    @Test
    void delaysBetweenShortTasksCount() {
        Estimate estimate = new Estimate();
        estimate.begin(0);
        for (int i = 0; i < 100; i++) {
            estimate.ran(TimeUnit.MILLISECONDS.toNanos(1));
        }
        // 100 of them took 10 seconds, though a slot was busy for 0.1 seconds only.
        long left = estimate.leftNanos(50, new long[0], 4, TimeUnit.SECONDS.toNanos(10));
        assertEquals(5, left / 1e9, 1e-6);
    }

    @Test
    void theLastTaskCannotBeSpreadOverSlots() {
        Estimate estimate = new Estimate();
        estimate.begin(0);
        estimate.ran(TimeUnit.SECONDS.toNanos(10));
        estimate.ran(TimeUnit.SECONDS.toNanos(10));
        long[] behind = {TimeUnit.SECONDS.toNanos(4)};
        assertEquals(6, estimate.leftNanos(1, behind, 2, TimeUnit.SECONDS.toNanos(14)) / 1e9, 1e-6);
    }
}
