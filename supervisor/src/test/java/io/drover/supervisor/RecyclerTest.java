package io.drover.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.core.WorkerSight;
import io.drover.supervisor.core.WorkerSight.Life;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecyclerTest {
    private static final WorkerKey FIRST = new WorkerKey(0, 1);
    private static final WorkerKey SECOND = new WorkerKey(1, 1);
    private static final List<WorkerSight> BOTH = List.of(sight(FIRST, Life.READY), sight(SECOND, Life.READY));

    private static WorkerSight sight(WorkerKey worker, Life life) {
        return new WorkerSight(worker, life, 1, 0);
    }

    private static long seconds(int count) {
        return TimeUnit.SECONDS.toNanos(count);
    }

    @Test
    void whoHasRunEnoughIsReplaced() {
        Recycler recycler = new Recycler(Recycling.NEVER.tasks(10), worker -> 0);
        recycler.ran(FIRST, 9);
        recycler.ran(SECOND, 4);
        assertEquals(Optional.empty(), recycler.worn(BOTH, 0));
        assertFalse(recycler.looks(1));
        recycler.ran(SECOND, 6);
        assertTrue(recycler.looks(1));
        assertEquals(Optional.of(SECOND), recycler.worn(BOTH, 1));
    }

    @Test
    void nobodyIsReplacedWhileAnotherStarts() {
        Recycler recycler = new Recycler(Recycling.NEVER.tasks(1), worker -> 0);
        recycler.ran(FIRST, 1);
        assertEquals(Optional.empty(), recycler.worn(List.of(sight(FIRST, Life.READY), sight(SECOND, Life.STARTING)), 0));
        assertEquals(Optional.empty(), recycler.worn(List.of(sight(FIRST, Life.LEAVING), sight(SECOND, Life.READY)), 0));
    }

    @Test
    void whoIsOldIsReplaced() {
        Recycler recycler = new Recycler(Recycling.NEVER.age(Duration.ofSeconds(10)), worker -> 0);
        assertEquals(Optional.empty(), recycler.worn(List.of(sight(FIRST, Life.READY), sight(SECOND, Life.STARTING)), 0));
        assertEquals(Optional.empty(), recycler.worn(BOTH, seconds(9)));
        assertEquals(Optional.of(FIRST), recycler.worn(BOTH, seconds(10)));
        assertEquals(Optional.empty(), recycler.worn(List.of(sight(SECOND, Life.READY)), seconds(18)));
        assertEquals(Optional.of(SECOND), recycler.worn(List.of(sight(SECOND, Life.READY)), seconds(19)));
    }

    @Test
    void whoIsLargeIsReplacedUnlessItHasDoneNothing() {
        Recycler recycler = new Recycler(Recycling.NEVER.residentBytes(1000), worker -> worker == FIRST ? 2000 : 999);
        assertEquals(Optional.empty(), recycler.worn(BOTH, 0));
        recycler.ran(FIRST, 1);
        recycler.ran(SECOND, 1);
        assertFalse(recycler.looks(1));
        assertEquals(Optional.of(FIRST), recycler.worn(BOTH, seconds(1)));
    }

    @Test
    void nobodyIsReplacedUnasked() {
        Recycler recycler = new Recycler(Recycling.NEVER, worker -> Long.MAX_VALUE);
        recycler.ran(FIRST, 1_000_000);
        assertFalse(recycler.looks(Long.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> Recycling.NEVER.tasks(-1));
    }
}
