package io.drover.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.flow.journal.FlowReader;
import io.drover.flow.journal.WrittenFlow;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the trace of journals of flows that were written for them. */
class FlowReportTest {
    private static final long START = 1_700_000_000_000_000L;
    private static final long SECOND = 1_000_000;
    private static final long NANOS = 1_000_000_000;

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("flow.db");
    }

    private String page() throws IOException {
        try (FlowReader reader = new FlowReader(file())) {
            StringWriter page = new StringWriter();
            new FlowReport(reader, ZoneOffset.UTC).writePage(page);
            return page.toString();
        }
    }

    /** Markup and blanks taken away. */
    private static String section(String page, String id) {
        String section = page.substring(page.indexOf("<section id=\"" + id + "\""));
        return section.substring(0, section.indexOf("</section>")).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    }

    /** Ten items come at once; get takes none of them long, put has one slot and needs a second for each. */
    private void slowLastStage() throws DatabaseException {
        try (WrittenFlow flow = new WrittenFlow(file(), "get", "put")) {
            flow.run(1, START, START + 10 * SECOND, 2, 1);
            for (int i = 0; i < 10; i++) {
                flow.item(i + 1, 0, 0, "v" + i, "ok", START, START, NANOS / 100, 1 + i % 2);
                flow.item(i + 11, 1, i + 1, "w" + i, i == 7 ? "failed" : "ok", START, START + i * SECOND, NANOS, 1);
            }
            flow.execute("UPDATE items SET why = 'exit 3' WHERE state = 'failed'");
        }
    }

    @Test
    void theStageThatIsBusyWhileItemsWaitIsTheBottleneck() throws IOException {
        slowLastStage();
        String page = page();
        String stages = section(page, "stages");
        assertTrue(stages.contains(" get 10 10 0 0 10.0 ms 10.0 ms 1.00 2 0.5 % 0.00 0.0 % put 10 9 1 0 1.00 s 1.00 s 1.00 1 100 % 4.50 90 %")
                || stages.contains(" get 10 10 0 0 10.0 ms 10.0 ms 1.00 2 0.5 % 0.00 0 % put 10 9 1 0 1.00 s 1.00 s 1.00 1 100 % 4.50 90 %"), stages);
        String bottleneck = section(page, "bottleneck");
        assertTrue(bottleneck.startsWith("Bottleneck put held the flow up: its 1 slot was busy 90 % of the time while items waited for it, 4.50 on"
                + " average over all the time. Next is get with 0"), bottleneck);
        assertTrue(page.contains("<title>2 s – 2.5 s: 7 waited on average</title>"), page);
        assertTrue(page.contains("<title>2 s – 2.5 s: 1 in use on average</title>"));
    }

    @Test
    void theWaysOfTheSlowestAndTheFailedAreTold() throws IOException {
        slowLastStage();
        String page = page();
        assertTrue(section(page, "failures").contains(
                "18 failed 1 get v7 waited 0 ns, ran 10.0 ms put w7 waited 7.00 s, ran 1.00 s exit 3"), section(page, "failures"));
        assertTrue(section(page, "slowest").contains("11 1.00 s ok 1 1 get v0 waited 0 ns, ran 10.0 ms put w0"), section(page, "slowest"));
    }

    @Test
    void aFlowThatWaitsForItsInputHasNoBottleneck() throws IOException {
        try (WrittenFlow flow = new WrittenFlow(file(), "get", "put")) {
            flow.run(1, START, START + 10 * SECOND, 1, 1);
            for (int i = 0; i < 10; i++) {
                flow.item(i + 1, 0, 0, "v", "ok", START + i * SECOND, START + i * SECOND, NANOS / 10, 1);
            }
        }
        String bottleneck = section(page(), "bottleneck");
        assertTrue(bottleneck.startsWith("Bottleneck No stage held the flow up for most of the time. Longest did get"), bottleneck);
    }

    @Test
    void theFirstStageIsWaitedForByTheInput() throws IOException {
        try (WrittenFlow flow = new WrittenFlow(file(), "get", "put")) {
            flow.run(1, START, START + 10 * SECOND, 1, 1);
            for (int i = 0; i < 10; i++) {
                flow.item(i + 1, 0, 0, "v", "ok", START + i * SECOND, START + i * SECOND, NANOS, 1);
            }
        }
        String bottleneck = section(page(), "bottleneck");
        assertTrue(bottleneck.startsWith("Bottleneck get held the flow up: its 1 slot was busy 90 %"), bottleneck);
    }

    @Test
    void itemsOfOneTaskKeepItsSlotBusyOnce() throws IOException {
        try (WrittenFlow flow = new WrittenFlow(file(), "store")) {
            flow.run(1, START, START + 10 * SECOND, 1);
            for (int i = 0; i < 4; i++) {
                flow.item(i + 1, 0, 0, "v", "ok", START, START, 5 * NANOS, 1);
            }
            flow.execute("UPDATE items SET task = 1 WHERE id > 1");
        }
        String stages = section(page(), "stages");
        assertTrue(stages.contains("store 4 4 0 0 5.00 s 5.00 s 0.40 1 50 %"), stages);
    }

    @Test
    void runsFollowEachOtherAndWhatWaitedGoesOnWaiting() throws IOException {
        try (WrittenFlow flow = new WrittenFlow(file(), "get")) {
            flow.run(1, START, 0, 1);
            flow.run(2, START + 1000 * SECOND, START + 1002 * SECOND, 4);
            flow.item(1, 0, 0, "a", "ok", START, START, 2 * NANOS, 1);
            flow.item(2, 0, 0, "b", "ok", START + SECOND, START + 1001 * SECOND, NANOS, 1);
            flow.item(3, 0, 0, "c", "pending", START + SECOND, 0, 0, 0);
            flow.execute("UPDATE items SET run = 2 WHERE id = 2");
        }
        String page = page();
        assertTrue(page.contains("running, or killed"));
        // Of four seconds b waits two and c three; a runs in the only slot of the first two, b in one of four for half of the others.
        assertTrue(section(page, "stages").contains("get 3 2 0 1 1.00 s 2.00 s 0.50 4 30 % 1.25 "), section(page, "stages"));
    }

    @Test
    void anOldJournalWithoutTimesHasAPageToo() throws IOException {
        slowLastStage();
        try (WrittenFlow flow = new WrittenFlow(file())) {
            flow.execute("UPDATE items SET came = NULL");
            flow.execute("DELETE FROM slots");
            flow.execute("UPDATE runs SET command = ''");
        }
        String page = page();
        assertTrue(section(page, "bottleneck").contains("not in this journal"));
        assertTrue(page.contains("<h1>get &gt; put</h1>"));
        assertTrue(section(page, "stages").contains("put 10 9 1 0 1.00 s 1.00 s 1.00 1 100 % – –"), section(page, "stages"));
    }

    @Test
    void namesAndValuesAreHarmless() throws IOException {
        String evil = "</script><script>alert(1)</script><!--\"&\u202E";
        try (WrittenFlow flow = new WrittenFlow(file(), evil)) {
            flow.run(1, START, START + SECOND, 1);
            flow.item(1, 0, 0, evil, "failed", START, START, NANOS, 1);
        }
        String page = page();
        assertFalse(page.contains("alert(1)</script>"));
        assertFalse(page.contains("<!--\""));
        assertFalse(page.contains("\u202E"));
    }

    @Test
    void thePageDoesNotGrowWithTheItemsAndTheLongestWayIsCut() throws IOException {
        try (WrittenFlow flow = new WrittenFlow(file(), "dig")) {
            flow.run(1, START, START + 100 * SECOND, 8);
            for (int i = 1; i <= 50_000; i++) {
                flow.item(i, 0, i - 1, "a value that is rather long and has the number " + i, i % 10 == 0 ? "failed" : "ok",
                        START + i * 1000L, START + i * 1500L, i, 1 + i % 8);
            }
        }
        String page = page();
        assertTrue(page.length() < 400_000, () -> page.length() + " characters");
        assertTrue(section(page, "slowest").contains("… steps before dig a value that is rather long and has the number 49989"));
        assertTrue(section(page, "failures").contains("The first 50 of 5,000."));
    }

    @Test
    void aPageIsThereForAFlowInWhichNothingCame() throws IOException {
        try (WrittenFlow flow = new WrittenFlow(file(), "get")) {
            flow.run(1, START, START, 1);
        }
        assertTrue(page().contains("No item came here."));
        try (WrittenFlow flow = new WrittenFlow(file())) {
            flow.execute("DELETE FROM runs");
        }
        assertThrows(DatabaseException.class, this::page);
    }

    @Test
    void aTraceHasStagesAsProcesses() throws IOException {
        try (WrittenFlow flow = new WrittenFlow(file(), "get", "put")) {
            flow.run(1, START, START + SECOND, 1, 1);
            flow.item(1, 0, 0, "a", "ok", START, START + 10, 1_000_000, 1);
            flow.item(2, 1, 1, "b", "failed", START, START + 2_000, 5, 2);
            flow.item(3, 1, 1, "c", "pending", START, 0, 0, 0);
        }
        StringWriter trace = new StringWriter();
        try (FlowReader reader = new FlowReader(file())) {
            new FlowReport(reader, ZoneOffset.UTC).writeTrace(trace);
        }
        assertEquals("""
                {"displayTimeUnit":"ms","otherData":{"command":"a flow","start_epoch_micros":1700000000000000},
                "traceEvents":[
                {"ph":"M","name":"process_name","pid":1,"tid":0,"args":{"name":"stage get"}},
                {"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"slot 1"}},
                {"ph":"X","name":"a","cat":"ok","pid":1,"tid":1,"ts":10.000,"dur":1000.000,"args":{"task":1,"run":1,"attempt":1}},
                {"ph":"M","name":"process_name","pid":2,"tid":0,"args":{"name":"stage put"}},
                {"ph":"M","name":"thread_name","pid":2,"tid":2,"args":{"name":"slot 2"}},
                {"ph":"X","name":"b","cat":"failed","pid":2,"tid":2,"ts":2000.000,"dur":0.005,"cname":"terrible","args":{"task":2,"run":1,"attempt":1}}
                ]}
                """, trace.toString());
    }

    @Test
    void levelsAreAverages() {
        Level level = new Level(10, 35);
        level.add(0, 35);
        level.add(5, 25);
        level.add(12, 14);
        level.add(30, 35);
        level.add(7, 7);
        assertArrayEquals(new double[] {1.5, 2.2, 1.5, 2}, level.averages(), 1e-9);
    }
}
