package io.drover.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.Terms;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
    private final Submissions submissions = new Submissions();

    private static TaskSpec task(long id, int priority) {
        return new TaskSpec(id, new byte[0]).on(Terms.ONCE.priority(priority));
    }

    private List<Long> take(int wanted) {
        return ((Intake.Delivery.Tasks) submissions.take(wanted)).tasks().stream().map(TaskSpec::id).toList();
    }

    @Test
    void noMoreAreTakenThanAreWantedTheMostUrgentFirst() {
        submissions.submit(new TaskSpec(1, new byte[0]));
        submissions.submit(task(2, -1));
        submissions.submit(task(3, 1));
        submissions.submit(new TaskSpec(4, new byte[0]));
        assertEquals(List.of(3L, 1L), take(2));
        assertEquals(List.of(4L, 2L), take(9));
        assertNull(submissions.take(9));
    }

    @Test
    void whatWasSubmittedComesBeforeTheEnd() {
        submissions.submit(task(1, 0));
        submissions.end();
        assertFalse(submissions.submit(task(2, 0)));
        assertEquals(List.of(1L), take(9));
        assertEquals(new Intake.Delivery.End(), submissions.take(9));
    }

    @Test
    void oneCanBeTakenOut() {
        submissions.submit(task(1, 0));
        submissions.submit(task(2, 0));
        assertEquals(2, submissions.remove(2).orElseThrow().id());
        assertEquals(Optional.empty(), submissions.remove(2));
        assertEquals(List.of(1L), take(9));
    }

    @Test
    void whatNobodyTakesIsLeft() {
        assertTrue(submissions.submit(task(1, 0)));
        assertTrue(submissions.submit(task(2, 5)));
        submissions.close();
        assertFalse(submissions.submit(task(3, 0)));
        assertEquals(List.of(1L, 2L), submissions.left().stream().map(TaskSpec::id).toList());
    }

    @Test
    void theLoopIsWoken() {
        int[] calls = new int[1];
        submissions.open(() -> calls[0]++);
        submissions.submit(task(1, 0));
        submissions.end();
        assertEquals(2, calls[0]);
    }
}
