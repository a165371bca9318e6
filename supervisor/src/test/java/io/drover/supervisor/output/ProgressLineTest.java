package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunProgress;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;

    private final ProgressLine line = new ProgressLine();

    private static RunProgress run(long done, long total, int running, long failed) {
        return run(done, total, running, failed, -1, null);
    }

    private static RunProgress run(long done, long total, int running, long failed, double leftSeconds, Hold hold) {
        Ledger.Totals totals = new Ledger.Totals(done + running, done - failed, failed, 0, 0, 0);
        return new RunProgress(totals, total, running, 4, 10 * SECOND, (long) (leftSeconds * SECOND), hold, 0);
    }

    @Test
    void showsRateAndTimeLeftOnceTheyAreKnown() {
        assertEquals("0/? done, 4 running, 0 failed", line.text(run(0, -1, 4, 0), 0, 80));
        assertEquals(
                "1,000/? done, 4 running, 1 failed, 1,000/s",
                line.text(run(1000, -1, 4, 1), SECOND, 80));
        assertEquals(
                "2,000/10,000 done, 4 running, 1 failed, 1,000/s, ETA 0:08",
                line.text(run(2000, 10_000, 4, 1, 7.1, null), 2 * SECOND, 80));
    }

    @Test
    void aStallLowersTheRateSlowly() {
        line.text(run(0, 100, 1, 0), 0, 80);
        line.text(run(10, 100, 1, 0), SECOND, 80);
        assertTrue(line.text(run(10, 100, 1, 0), 2 * SECOND, 80).contains("8.2/s"));
    }

    @Test
    void saysWhatHoldsStartsBack() {
        Hold hold = new Hold(Hold.Cause.LOAD, "load 3, less than 2 wanted");
        assertEquals(
                "1/4 done, 0 running, 0 failed, no task starts: load 3, less than 2 wanted",
                line.text(run(1, 4, 0, 0, -1, hold), 0, 80));
        assertEquals(
                "local:0/1/100%/10.0s  no task starts: load 3, less than 2 wanted",
                GnuProgress.line(new ProgressState(run(1, 4, 0, 0, -1, hold), "a"), false, 80));
    }

    @Test
    void barPercentageAndTimeLeftAreThoseOfGnuParallel() {
        assertEquals(
                "#   70 sec two words          \r25\r\u001b[7m25% 1:3\u001b[0m=1m10s two words       \u001b[0m",
                GnuProgress.bar(new ProgressState(run(1, 4, 2, 0, 70, null), "two words"), 30));
        assertEquals(
                "ETA: 70s Left: 3 AVG: 10.00s  local:2/1/100%/10.0s ",
                GnuProgress.line(new ProgressState(run(1, 4, 2, 0, 70, null), "a"), true, 80));
        assertEquals("1d00h00m59s", GnuProgress.units(86_459));
        assertEquals("0s", GnuProgress.units(0));
    }

    @Test
    void isNeverWiderThanTheTerminal() {
        assertEquals("12/345 don", line.text(run(12, 345, 0, 0), 0, 10));
        assertEquals("", line.text(run(12, 345, 0, 0), 0, 0));
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
        ProgressDrawer drawer = new ProgressDrawer(error, ProgressForm.LINE, 81);
        drawer.erase();
        for (int millis = 0; millis < 1000; millis += 10) {
            drawer.draw(new ProgressState(run(1, 2, 1, 0), ""), millis * 1_000_000L);
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
        OutputConfig config = new OutputConfig(OutputMode.GROUP, false, Colours.NONE, java.nio.file.Path.of("."), ProgressForm.LINE, 80, true);
        try (OutputWriter writer = new OutputWriter(config, terminal, terminal)) {
            writer.progress(run(1, 2, 1, 0));
            while (!terminal.text().contains("done")) {
                Thread.onSpinWait();
            }
            writer.finished(Recording.ok(Recording.task(1), "result\n", ""));
        }
        assertTrue(terminal.text().contains("failed\r\u001b[Kresult\n"), terminal.text());
        assertTrue(terminal.text().endsWith("result\n") || terminal.text().endsWith("\r\u001b[K"), terminal.text());
    }
}
