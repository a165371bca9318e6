package io.drover.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.journal.Attempt;
import io.drover.journal.State;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the sections make of attempts. */
class SectionsTest {
    private static final byte[] NONE = {};

    private static Attempt attempt(long task, State state, long nanos, int slot) {
        return new Attempt(task, task, 1, 1, true, state, 0, nanos, slot, 0, null, null, 0, 0, NONE);
    }

    private static String page(Section section) throws IOException {
        StringWriter page = new StringWriter();
        section.writeTo(new Html(page));
        return page.toString();
    }

    private static Axis axis(long micros) {
        Axis axis = new Axis();
        axis.append(1, 0, micros);
        return axis;
    }

    // ---------------------------------------------------------------- time

    @Test
    void runsFollowEachOtherOnTheAxisWithoutTheTimeBetween() {
        Axis axis = new Axis();
        axis.append(1, 1_000, 1_100);
        axis.append(4, 90_000, 90_050);
        assertEquals(150, axis.length());
        assertEquals(30, axis.at(1, 1_030));
        assertEquals(110, axis.at(4, 90_010));
        assertEquals(List.of(new Axis.Mark(1, 0), new Axis.Mark(4, 100)), axis.marks());
    }

    @Test
    void whatAClockPutsOutsideOfItsRunIsAtItsEdge() {
        Axis axis = axis(100);
        assertEquals(0, axis.at(1, -5));
        assertEquals(100, axis.at(1, 400));
    }

    // ---------------------------------------------------------------- durations

    @Test
    void percentilesAreWithinThreeThousandths() {
        Durations durations = new Durations();
        LongStream.rangeClosed(1, 1000).forEach(i -> durations.add(i * 1_000_000, false));
        for (int percent : new int[] {1, 25, 50, 90, 99, 100}) {
            assertEquals(10_000_000.0 * percent, durations.percentile(percent / 100.0), 30_000.0 * percent);
        }
    }

    @Test
    void ofOneTaskAllPercentilesAreItsDuration() {
        Durations durations = new Durations();
        durations.add(123_456, false);
        assertEquals(123_456, durations.percentile(0.5));
        assertEquals(123_456, durations.percentile(0.999));
    }

    @Test
    void anExactDecadeIsInItsColumn() throws IOException {
        Durations durations = new Durations();
        durations.add(1_000_000, false);
        durations.add(1_000_000, true);
        assertTrue(page(durations).contains("1.00 ms – 1.26 ms: 2 attempts, 1 not ok"), page(durations));
    }

    @Test
    void veryShortAndVeryLongTasksHaveAPlace() throws IOException {
        Durations durations = new Durations();
        durations.add(0, false);
        durations.add(Long.MAX_VALUE, false);
        assertTrue(page(durations).contains("0 ns"));
    }

    @Test
    void whatAStopHasCutShortDoesNotCount() throws IOException {
        Durations durations = new Durations();
        durations.add(attempt(1, State.CANCELLED, 5, 1), 0);
        assertTrue(page(durations).contains("No task has run to an end."));
    }

    // ---------------------------------------------------------------- throughput

    @Test
    void tasksCountWhereTheyEnd() throws IOException {
        Throughput throughput = new Throughput(axis(10_000_000), 16);
        throughput.add(attempt(1, State.OK, 1_500_000_000, 1), 0);
        throughput.add(attempt(2, State.FAILED, 500_000_000, 1), 1_000_000);
        throughput.add(attempt(3, State.CANCELLED, 500_000_000, 1), 1_000_000);
        String page = page(throughput);
        assertTrue(page.contains("each column is 1 s."), page);
        assertTrue(page.contains("1 s – 2 s: 2 tasks, 2.00/s, 1 not ok"), page);
    }

    // ---------------------------------------------------------------- slowest

    @Test
    void theSlowestAreKeptInOrderAndNoMoreThanAreShown() {
        Slowest slowest = new Slowest(null);
        LongStream.rangeClosed(1, 1000).forEach(i -> slowest.add(attempt(i, State.OK, i * 7919 % 1000, 1), 0));
        List<Long> nanos = slowest.attempts().stream().map(Attempt::nanos).toList();
        assertEquals(LongStream.rangeClosed(0, 19).mapToObj(i -> 999 - i).toList(), nanos);
    }

    // ---------------------------------------------------------------- timeline

    @Test
    void aShortTaskKeepsItsCellBusyAndTheNextOne() {
        Cells cells = new Cells(100, 1000);
        cells.add(50, 50, false);
        cells.add(180, 60, true);
        assertEquals(50, cells.busy(0));
        assertEquals(20, cells.busy(1));
        assertEquals(40, cells.busy(2));
        assertEquals(0, cells.busy(3));
        assertEquals(1, cells.tasks(1));
        assertEquals(1, cells.bad(1));
        assertEquals(0, cells.badly(0));
        assertEquals(20, cells.badly(1));
        assertEquals(40, cells.badly(2));
        assertEquals(0, cells.tasks(2));
    }

    @Test
    void aLongTaskKeepsAllItsCellsBusyUpToTheEnd() {
        Cells cells = new Cells(100, 1000);
        cells.add(750, 10_000, false);
        assertEquals(50, cells.busy(7));
        assertEquals(100, cells.busy(8));
        assertEquals(100, cells.busy(10));
        assertEquals(0, cells.tasks(8));
    }

    @Test
    void aTaskAtTheVeryEndHasACell() {
        Cells cells = new Cells(100, 1000);
        cells.add(1000, 0, false);
        assertEquals(1, cells.tasks(10));
    }

    @Test
    void ofManyTasksOnlyLongOnesAreShownEach() {
        Timeline timeline = new Timeline(null, axis(1_000_000_000), 1_000_000, 2);
        for (int i = 0; i < 1_000_000; i++) {
            timeline.add(attempt(i, State.OK, i % 1000 == 0 ? 600_000_000 : 10_000, 1 + i % 2), i * 1000L);
        }
        assertEquals(1000, timeline.exact());
    }

    @Test
    void noMoreThanTheLongestAreShown() {
        Timeline timeline = new Timeline(null, axis(1_000_000), 1_000_000, 1);
        for (int i = 0; i < 1_000_000; i++) {
            timeline.add(attempt(i, State.OK, 900_000, 1), i);
        }
        assertEquals(Timeline.MOST_SPANS, timeline.exact());
    }
}
