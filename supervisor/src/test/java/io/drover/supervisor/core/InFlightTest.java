package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight();

    @Test
    void givesSequenceNumbersFromOne() {
        assertEquals(1, inFlight.next());
        add(3);
        assertEquals(4, inFlight.next());
        assertEquals(List.of(1L, 2L, 3L), inFlight.sequences());
    }

    @Test
    void takesEachOnce() {
        add(2);
        assertEquals(1, inFlight.take(1).spec().id());
        assertNull(inFlight.take(1));
        assertNull(inFlight.take(3));
        assertNull(inFlight.take(0));
        assertEquals(1, inFlight.size());
    }

    @Test
    void growsAroundAnOldTask() {
        add(10);
        LongStream.rangeClosed(2, 10).forEach(inFlight::take);
        add(1000);
        assertEquals(1001, inFlight.size());
        assertEquals(1, inFlight.get(1).spec().id());
        assertEquals(1010, inFlight.get(1010).spec().id());
        assertFalse(inFlight.contains(5));
    }

    @Test
    void goesRoundWithoutGrowing() {
        for (long sequence = 1; sequence <= 100_000; sequence++) {
            add(1);
            assertEquals(sequence, inFlight.take(sequence).spec().id());
        }
        assertTrue(inFlight.isEmpty());
        assertEquals(0, inFlight.bytes());
    }

    @Test
    void recalledNumbersAreGivenAgain() {
        add(10);
        inFlight.take(2);
        inFlight.take(8);
        List<TaskState> taken = inFlight.takeAfter(4);
        assertEquals(List.of(5L, 6L, 7L, 9L, 10L), taken.stream().map(task -> task.spec().id()).toList());
        assertEquals(List.of(1L, 3L, 4L), inFlight.sequences());
        assertEquals(5, inFlight.next());
        inFlight.add(Tasks.state(new TaskSpec(99, new byte[0])));
        assertEquals(99, inFlight.take(5).spec().id());
    }

    @Test
    void recallAfterAllResultsTakesTheRest() {
        add(5);
        inFlight.take(1);
        inFlight.take(2);
        assertEquals(3, inFlight.takeAfter(2).size());
        assertTrue(inFlight.isEmpty());
        assertEquals(3, inFlight.next());
        assertTrue(inFlight.takeAfter(2).isEmpty());
        assertEquals(3, inFlight.next());
    }

    @Test
    void countsPayloadAndStandardInput() {
        inFlight.add(Tasks.state(new TaskSpec(1, new byte[10], null, null, TaskInput.of(new byte[90]), null)));
        inFlight.add(Tasks.state(new TaskSpec(2, new byte[5])));
        assertEquals(105, inFlight.bytes());
        inFlight.take(1);
        assertEquals(5, inFlight.bytes());
        inFlight.takeAfter(0);
        assertEquals(0, inFlight.bytes());
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            inFlight.add(Tasks.state(new TaskSpec(inFlight.next(), new byte[1])));
        }
    }
}
