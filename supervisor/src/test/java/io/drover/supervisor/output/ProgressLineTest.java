package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.core.Ledger;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;

    private final ProgressLine line = new ProgressLine();

    @Test
    void showsRateAndTimeLeftOnceTheyAreKnown() {
        assertEquals("0/? done, 4 running, 0 failed", line.text(new ProgressState(0, -1, 4, 0), 0, 80));
        assertEquals(
                "1,000/? done, 4 running, 1 failed, 1,000/s",
                line.text(new ProgressState(1000, -1, 4, 1), SECOND, 80));
        assertEquals(
                "2,000/10,000 done, 4 running, 1 failed, 1,000/s, ETA 0:08",
                line.text(new ProgressState(2000, 10_000, 4, 1), 2 * SECOND, 80));
    }

    @Test
    void aStallLowersTheRateSlowly() {
        line.text(new ProgressState(0, 100, 1, 0), 0, 80);
        line.text(new ProgressState(10, 100, 1, 0), SECOND, 80);
        assertTrue(line.text(new ProgressState(10, 100, 1, 0), 2 * SECOND, 80).contains("8.2/s"));
    }

    @Test
    void isNeverWiderThanTheTerminal() {
        assertEquals("12/345 don", line.text(new ProgressState(12, 345, 0, 0), 0, 10));
        assertEquals("", line.text(new ProgressState(12, 345, 0, 0), 0, 0));
    }

    @Test
    void durationsGrowWithTheirSize() {
        assertEquals("0:00", ProgressLine.duration(0));
        assertEquals("59:59", ProgressLine.duration(3599));
        assertEquals("1:00:01", ProgressLine.duration(3601));
        assertEquals("2d3h", ProgressLine.duration(2 * 86_400 + 3 * 3600 + 59));
    }

    @Test
    void theDrawerRedrawsAtMostFiveTimesASecondAndErasesOnce() {
        Recording error = new Recording();
        ProgressDrawer drawer = new ProgressDrawer(error, 80);
        drawer.erase();
        for (int millis = 0; millis < 1000; millis += 10) {
            drawer.draw(new ProgressState(1, 2, 1, 0), millis * 1_000_000L);
        }
        assertEquals(5, error.text().split("done", -1).length - 1);
        drawer.erase();
        drawer.erase();
        assertTrue(error.text().endsWith("\r\u001b[K"));
        assertFalse(error.text().endsWith("\r\u001b[K\r\u001b[K"));
    }

    @Test
    void theLineLeavesBeforeATaskPrints() {
        Recording terminal = new Recording();
        OutputConfig config = new OutputConfig(OutputMode.GROUP, false, java.nio.file.Path.of("."), 80, true);
        try (OutputWriter writer = new OutputWriter(config, terminal, terminal)) {
            writer.progress(new Ledger.Totals(1, 1, 0, 0, 0, 0), 2, 1);
            while (!terminal.text().contains("done")) {
                Thread.onSpinWait();
            }
            writer.finished(Recording.ok(Recording.task(1), "result\n", ""));
        }
        assertTrue(terminal.text().contains("failed\r\u001b[Kresult\n"), terminal.text());
        assertTrue(terminal.text().endsWith("result\n") || terminal.text().endsWith("\r\u001b[K"), terminal.text());
    }
}
