package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingTasksTest {
    private static final Terms URGENT = Terms.ONCE.priority(5);
    private static final Terms LAZY = Terms.ONCE.priority(-1);

    private final PendingTasks pending = new PendingTasks();

    private TaskState add(long id, Terms terms) {
        TaskState task = task(id, terms);
        pending.add(task, 0);
        return task;
    }

    private static TaskState task(long id, Terms terms) {
        return Tasks.state(new TaskSpec(id, new byte[3]).on(terms));
    }

    private List<Long> pollAll() {
        List<Long> ids = new ArrayList<>();
        while (!pending.isEmpty()) {
            assertEquals(pending.size(), pending.all());
            TaskState first = pending.peek();
            assertEquals(first, pending.poll());
            ids.add(first.spec().id());
        }
        assertEquals(0, pending.bytes());
        return ids;
    }

    @Test
    void equalOnesAreFirstInFirstOut() {
        add(1, Terms.ONCE);
        add(2, Terms.ONCE);
        pending.addFirst(task(3, Terms.ONCE));
        assertEquals(9, pending.bytes());
        assertEquals(List.of(3L, 1L, 2L), pollAll());
    }

    @Test
    void theHighestPriorityIsFirst() {
        add(1, LAZY);
        add(2, Terms.ONCE);
        add(3, URGENT);
        add(4, LAZY);
        add(5, URGENT);
        pending.addFirst(task(6, Terms.ONCE));
        assertEquals(List.of(3L, 5L, 6L, 2L, 1L, 4L), pollAll());
        add(7, LAZY);
        add(8, Terms.ONCE);
        assertEquals(List.of(8L, 7L), pollAll());
    }

    @Test
    void oneMayBeBroughtBeforeAllOthers() {
        TaskState lazy = add(1, LAZY);
        add(2, URGENT);
        add(3, Terms.ONCE);
        pending.bringToFront(lazy);
        pending.bringToFront(lazy);
        assertEquals(List.of(1L, 2L, 3L), pollAll());
    }

    @Test
    void whoeverWasInFrontGoesBackWhenAnotherIs() {
        TaskState lazy = add(1, LAZY);
        TaskState usual = add(2, Terms.ONCE);
        add(3, URGENT);
        pending.bringToFront(lazy);
        pending.bringToFront(usual);
        assertEquals(List.of(2L, 3L, 1L), pollAll());
    }

    @Test
    void nobodyIsSentBeforeTheirTime() {
        add(1, Terms.ONCE.delay(Duration.ofNanos(20)));
        add(2, Terms.ONCE.delay(Duration.ofNanos(10)));
        add(3, Terms.ONCE);
        assertEquals(3, pending.all());
        assertEquals(10, pending.wakesAt());
        assertEquals(3, pending.poll().spec().id());
        pending.wake(9);
        assertTrue(pending.isEmpty());
        pending.wake(20);
        assertEquals(Long.MAX_VALUE, pending.wakesAt());
        assertEquals(List.of(2L, 1L), pollAll());
    }

    @Test
    void aStageWaitsForThoseThatAreAsleep() {
        add(1, Terms.ONCE.delay(Duration.ofNanos(10)));
        pending.add(Tasks.state(new TaskSpec(2, new byte[3]).inStage(1)), 0);
        pending.begin();
        assertTrue(pending.isEmpty());
        pending.wake(10);
        assertEquals(1, pending.poll().spec().id());
        pending.begin();
        assertEquals(List.of(2L), pollAll());
    }

    @Test
    void eachCanBeTakenOutByItsNumber() {
        add(1, Terms.ONCE);
        add(2, URGENT);
        add(3, Terms.ONCE.delay(Duration.ofNanos(10)));
        pending.add(Tasks.state(new TaskSpec(4, new byte[3]).inStage(1)), 0);
        pending.bringToFront(add(5, LAZY));
        for (long id = 5; id > 0; id--) {
            assertEquals(id, pending.remove(id).spec().id());
            assertNull(pending.remove(id));
        }
        assertEquals(0, pending.all());
        assertEquals(0, pending.bytes());
    }

    @Test
    void theLastOnesAreTakenOutWhateverTheyWaitFor() {
        pending.add(Tasks.state(new TaskSpec(1, new byte[3]).inStage(1)), 0);
        add(2, Terms.ONCE.delay(Duration.ofNanos(10)));
        add(3, Terms.ONCE);
        assertEquals(3, pending.pollAny().spec().id());
        assertEquals(2, pending.pollAny().spec().id());
        assertEquals(1, pending.pollAny().spec().id());
        assertEquals(0, pending.bytes());
    }
}
