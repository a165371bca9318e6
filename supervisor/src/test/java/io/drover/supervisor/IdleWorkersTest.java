package io.drover.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.core.WorkerSight;
import io.drover.supervisor.core.WorkerSight.Life;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IdleWorkersTest {
    private static final WorkerKey FIRST = new WorkerKey(0, 1);
    private static final WorkerKey SECOND = new WorkerKey(1, 1);
    private static final WorkerKey THIRD = new WorkerKey(2, 1);

    private static WorkerSight sight(WorkerKey worker, Life life, int tasks) {
        return new WorkerSight(worker, life, 1, tasks);
    }

    private static long seconds(int count) {
        return TimeUnit.SECONDS.toNanos(count);
    }

    @Test
    void thoseLeaveThatHaveBeenIdleLongestAndSomeStay() {
        IdleWorkers idle = new IdleWorkers(new Staffing(1, Duration.ofSeconds(10)));
        List<WorkerSight> all =
                List.of(sight(FIRST, Life.READY, 0), sight(SECOND, Life.READY, 0), sight(THIRD, Life.READY, 1));
        assertEquals(List.of(), idle.tooMany(all, 0));
        idle.ran(FIRST);
        assertEquals(List.of(), idle.tooMany(all, seconds(5)));
        assertEquals(List.of(SECOND), idle.tooMany(all, seconds(10)));
        assertEquals(List.of(SECOND, FIRST), idle.tooMany(all, seconds(15)));
        assertEquals(List.of(), idle.tooMany(List.of(sight(FIRST, Life.READY, 0), sight(SECOND, Life.LEAVING, 0)), seconds(20)));
    }

    @Test
    void usuallyNobodyLeaves() {
        assertFalse(new IdleWorkers(Staffing.USUAL).looks(seconds(1)));
        assertThrows(IllegalArgumentException.class, () -> new Staffing(-1, Duration.ZERO));
    }
}
