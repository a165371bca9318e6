package io.drover.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.journal.JournalReader;
import io.drover.journal.WrittenJournal;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the trace of journals that were written for them. */
class ReportTest {
    private static final long START = 1_700_000_000_000_000L;

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("run.db");
    }

    private WrittenJournal journal() throws DatabaseException {
        return new WrittenJournal(file());
    }

    private String page(Long run) throws IOException {
        try (JournalReader reader = new JournalReader(file())) {
            StringWriter page = new StringWriter();
            new Report(reader, run, ZoneOffset.UTC).writePage(page);
            return page.toString();
        }
    }

    private String trace() throws IOException {
        try (JournalReader reader = new JournalReader(file())) {
            StringWriter trace = new StringWriter();
            new Report(reader, null, ZoneOffset.UTC).writeTrace(trace);
            return trace.toString();
        }
    }

    /** Markup and blanks taken away. */
    private static String section(String page, String id) {
        String section = page.substring(page.indexOf("<section id=\"" + id + "\""));
        return section.substring(0, section.indexOf("</section>")).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    }

    @Test
    void theLedgerAddsUpWithWhatNeverEnded() throws IOException {
        try (WrittenJournal journal = journal()) {
            journal.run(1, 1, START, 0, "job");
            String[] states = {"ok", "ok", "ok", "failed", "failed", "timed_out", "lost", "cancelled", "pending", "pending"};
            for (int i = 0; i < states.length; i++) {
                journal.task(i + 1, 1, "t", states[i], states[i].equals("pending") ? 0 : START, 1000, 1);
            }
        }
        String ledger = section(page(null), "ledger");
        assertTrue(ledger.startsWith("Ledger 10 submitted = 3 ok + 2 failed + 1 timed out + 1 lost + 1 cancelled + 2 not finished"),
                ledger);
        assertTrue(ledger.contains("journal knows only of what was read"), ledger);
    }

    @Test
    void aReportIsAboutTheRunsThatContinueEachOther() throws IOException {
        try (WrittenJournal journal = journal()) {
            journal.run(1, 1, START, START + 1_000_000, "first");
            journal.run(2, 2, START, START + 1_000_000, "other");
            journal.run(3, 2, START + 90_000_000, START + 92_000_000, "other");
            journal.task(1, 1, "a", "ok", START, 1000, 1);
            journal.task(2, 2, "b", "ok", START, 1000, 1);
            journal.task(3, 3, "c", "ok", START + 90_000_000, 1000, 1);
            journal.execute("INSERT INTO attempts VALUES(3, 2, 1, 'failed', " + START + ", 5, 1, 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        }
        assertTrue(section(page(null), "ledger").startsWith("Ledger 2 submitted = 2 ok"));
        assertTrue(section(page(2L), "ledger").startsWith("Ledger 2 submitted = 2 ok"));
        assertTrue(section(page(1L), "ledger").startsWith("Ledger 1 submitted = 1 ok"));
        String runs = section(page(null), "runs");
        assertTrue(runs.contains("2 2023-11-14 22:13:20 +00:00 1.00 s 2 completed 0"), runs);
        assertTrue(page(null).contains("\"length\":3000000,\"cell\":0,\"runs\":[[2,0],[3,1000000]]"));
        assertFalse(page(1L).contains("id=\"runs\""));
        DatabaseException none = assertThrows(DatabaseException.class, () -> page(7L));
        assertEquals("--run: there is no run 7 in the journal; the last one is 3", none.getMessage());
    }

    @Test
    void failuresAreGroupedWithTheFirstAndItsLastWords() throws IOException {
        try (WrittenJournal journal = journal()) {
            journal.run(1, 1, START, START + 1_000_000, "job");
            for (int i = 1; i <= 5; i++) {
                journal.task(i, 1, "curl " + i, "failed", START, 1000, 1);
            }
            journal.task(6, 1, "sleep", "lost", START, 1000, 1);
            journal.execute("INSERT INTO failures SELECT id, 1, 'exit 6', NULL, 'warning' || char(10) || 'no host ' || id || char(10)"
                    + " FROM tasks WHERE id IN (2, 3, 4)");
            journal.execute("INSERT INTO failures VALUES(1, 1, 'SIGSEGV', NULL, NULL), (5, 1, 'a.B$C', 'bad <b>', 'at x'),"
                    + " (6, 1, 'lost', 'worker died: SIGKILL', NULL)");
        }
        String page = page(null);
        String failures = section(page, "failures");
        assertTrue(failures.contains(" 3 exit 6 2 curl 2 no host 2 warning no host 2 1 SIGSEGV 1 curl 1"
                + " 1 a.B$C 5 curl 5 bad &lt;b&gt; 1 lost 6 sleep worker died: SIGKILL "), failures);
        assertTrue(section(page, "retries").contains("1 6 worker died: SIGKILL"));
    }

    @Test
    void failuresOfSeveralCausesAreSeveralThoughTheirExitCodesAreOne() throws IOException {
        try (WrittenJournal journal = journal()) {
            journal.run(1, 1, START, START + 1_000_000, "job");
            for (int i = 1; i <= 40; i++) {
                journal.task(i, 1, "job " + i, "failed", START, 1000, 1);
            }
            journal.execute("INSERT INTO failures SELECT id, 1, 'exit 1', NULL, CASE WHEN id % 4 = 1 THEN 'cannot open /data/' || id"
                    + " WHEN id % 4 = 2 THEN 'no host ' || id ELSE char(id + 100, id + 100) || ' is a word of its own' END FROM tasks");
        }
        String failures = section(page(null), "failures");
        assertTrue(failures.contains(" 14 exit 1, in other words 15 job 15 "), failures);
        assertTrue(failures.contains(" 10 exit 1 1 job 1 cannot open /data/1 10 exit 1 2 job 2 no host 2 1 exit 1 3 job 3 "), failures);
    }

    @Test
    void tasksThatWereStartedAgainAreTold() throws IOException {
        try (WrittenJournal journal = journal()) {
            journal.run(1, 1, START, START + 1_000_000, "job");
            journal.task(1, 1, "a", "ok", START, 1000, 1);
            journal.task(2, 1, "b", "ok", START, 1000, 1);
            journal.task(3, 1, "c", "failed", START, 1000, 1);
            journal.execute("UPDATE tasks SET attempts = 2 WHERE id > 1");
            journal.execute("INSERT INTO attempts SELECT id, 1, 1, 'lost', started, 5000000, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
                    + " FROM tasks WHERE id > 1");
        }
        String retries = section(page(null), "retries");
        assertTrue(retries.contains("state attempts took lost 2 10.0 ms"), retries);
        assertTrue(retries.contains("starts tasks ok failed lost cancelled 2 2 1 1 0 0"), retries);
        assertTrue(retries.contains("2 2 ok 0 b"), retries);
    }

    @Test
    void namesOfTasksAreHarmless() throws IOException {
        String evil = "</script><script>alert(1)</script><!--'\"&\u202E\u0000";
        try (WrittenJournal journal = journal()) {
            journal.run(1, 1, START, START + 1_000_000, evil.replace("'", "''").replace("\u0000", ""));
            journal.task(1, 1, evil, "failed", START, 1000, 1);
            journal.task(2, 1, new byte[] {'<', (byte) 0xc3, '>', (byte) 0xff}, "ok", START, 1000, 1);
            journal.execute("UPDATE tasks SET attempts = 2");
        }
        String page = page(null);
        assertFalse(page.contains("alert(1)</script>"));
        assertFalse(page.contains("<!--'"));
        assertFalse(page.contains("\u202E"));
        assertFalse(page.contains("\u0000"));
        assertEquals(2, Pattern.compile("</script>").matcher(page).results().count());
        assertTrue(page.contains("\\u003c\uFFFD\\u003e\uFFFD"));
        assertFalse(trace().contains("<"));
    }

    @Test
    void aPageIsThereForARunInWhichNothingStarted() throws IOException {
        try (WrittenJournal journal = journal()) {
            journal.run(1, 1, START, START, "job");
        }
        assertTrue(page(null).contains("No task was started."));
        try (WrittenJournal journal = journal()) {
            journal.execute("DELETE FROM runs");
        }
        assertThrows(DatabaseException.class, () -> page(null));
    }

    @Test
    void thePageDoesNotGrowWithTheNumberOfTasks() throws IOException {
        try (WrittenJournal journal = journal()) {
            journal.run(1, 1, START, START + 60_000_000, "job");
            for (int i = 1; i <= 100_000; i++) {
                journal.task(i, 1, "a long command line with the number " + i, "ok", START + i * 500L, i % 900_000, 1 + i % 8);
            }
        }
        int length = page(null).length();
        assertTrue(length < 400_000, () -> length + " characters");
    }

    @Test
    void aTraceHasWorkersAsProcessesAndSlotsAsThreads() throws IOException {
        try (WrittenJournal journal = journal()) {
            journal.run(1, 1, START, START + 60_000_000, "job");
            journal.task(1, 1, "say \"a\"", "ok", START + 10, 1_234_567, 1);
            journal.task(2, 1, "b", "timed_out", START + 2_000, 5, 2);
            journal.task(3, 1, "c", "cancelled", 0, 0, 0);
            journal.task(4, 1, "d", "ok", START + 1_244, 100, 1);
        }
        assertEquals("""
                {"displayTimeUnit":"ms","otherData":{"command":"job","start_epoch_micros":1700000000000000},
                "traceEvents":[
                {"ph":"M","name":"process_name","pid":1,"tid":0,"args":{"name":"worker 0"}},
                {"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"slot 1"}},
                {"ph":"X","name":"say \\"a\\"","cat":"ok","pid":1,"tid":1,"ts":10.000,"dur":1234.567,"args":{"task":1,"run":1,"attempt":1}},
                {"ph":"M","name":"process_name","pid":2,"tid":0,"args":{"name":"worker 1"}},
                {"ph":"M","name":"thread_name","pid":2,"tid":2,"args":{"name":"slot 2"}},
                {"ph":"X","name":"b","cat":"timed_out","pid":2,"tid":2,"ts":2000.000,"dur":0.005,"cname":"terrible","args":{"task":2,"run":1,"attempt":1}},
                {"ph":"X","name":"d","cat":"ok","pid":1,"tid":1,"ts":1244.567,"dur":0.100,"args":{"task":4,"run":1,"attempt":1}}
                ]}
                """, trace());
    }
}
