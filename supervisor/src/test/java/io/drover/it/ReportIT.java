package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.journal.WrittenJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code drover report} of runs that took place, looked at with a browser. */
class ReportIT extends InSandbox {
    private static final String EVIL = "</script><script>document.title='taken over'</script><img src=x onerror=alert(1)>";

    private Result report(String arguments) {
        return sandbox.shell("drover report " + arguments).finish();
    }

    private String text(String name) throws IOException {
        return Files.readString(sandbox.path(name));
    }

    /** What the browser makes of the page, which must not have given it reason to complain. */
    private String rendered(String page) throws IOException, InterruptedException {
        Optional<Browser> browser = Browser.installed();
        assumeTrue(browser.isPresent(), "chromium is not installed");
        String rendered = browser.get().load(sandbox.path(page));
        assertFalse(rendered.contains(":CONSOLE"), () -> rendered.substring(rendered.indexOf("</html>")));
        assertTrue(rendered.contains("data-drawn="), "the timeline has been drawn");
        return rendered;
    }

    @Test
    void aRunWithFailuresAndRetriesIsDrawn() throws Exception {
        sandbox.run("-j3", "--retries", "2", "--journal", "run.db",
                        "echo first >&2; echo last words of {} >&2; test {} != 4").input(numbers(10)).finish().exited(1);
        report("run.db -o report.html").exited(0).printed("").saidNothing();
        String page = text("report.html");
        assertTrue(page.contains("<summary>last words of 4</summary>"));
        String rendered = rendered("report.html");
        assertEquals(11, spans(rendered).results().count());
        assertEquals(1, spans(rendered).results().filter(span -> span.group(1).equals("2") && span.group(2).equals("2")).count());
    }

    /** State and attempt of each. */
    private static Matcher spans(String page) {
        return Pattern.compile("\\[\\d+,[\\d.]+,(\\d),\\d+,(\\d),\\d,\\d,\"").matcher(page);
    }

    @Test
    void aTaskCannotTakeOverThePage() throws Exception {
        sandbox.run("--journal", "run.db", "-q", "sh", "-c", "printf '%s' \"$1\" >&2; exit 3", "x", "{}")
                .input(EVIL + "\n\u00ff\u00fe\n").finish().exited(2);
        report("run.db -o report.html").exited(0).saidNothing();
        String rendered = rendered("report.html");
        assertTrue(rendered.contains("Drover report</title>"));
        assertFalse(rendered.contains("<img"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 100_000})
    void thePageStaysSmallForAnyNumberOfTasks(int tasks) throws Exception {
        long start = 1_700_000_000_000_000L;
        try (WrittenJournal journal = new WrittenJournal(sandbox.path("run.db"))) {
            journal.run(1, 1, start, start + tasks * 1000L, "job {}");
            for (int i = 0; i < tasks; i++) {
                String state = i % 1000 == 999 ? "failed" : "ok";
                journal.task(i + 1, 1, "job with number " + i, state, start + i * 1000L, 900_000L * (1 + i % 8), 1 + i % 8);
            }
        }
        report("run.db -o report.html").exited(0).saidNothing();
        long bytes = Files.size(sandbox.path("report.html"));
        assertTrue(bytes < 2 << 20, () -> bytes + " bytes");
        assertTrue(tasks == 0 || rendered("report.html").contains("slots</dt>"));
    }

    @Test
    void aTraceHasAnEventForEachTask() throws Exception {
        sandbox.run("-j2", "--journal", "run.db", "true").input(numbers(5)).finish().exited(0);
        report("run.db --trace trace.json -o -").exited(0).saidNothing();
        assertEquals(5, text("trace.json").lines().filter(line -> line.startsWith("{\"ph\":\"X\"")).count());
    }

    @Test
    void mistakesAreToldInOneLine() throws Exception {
        sandbox.run("--journal", "run.db", "true").input("1\n").finish().exited(0);
        sandbox.file("text", "not a database, but long enough to look like one ".repeat(20));
        report("run.db").exited(255).oneLine("-o FILE");
        report("none.db -o x.html").exited(255).oneLine("none.db");
        report("text -o x.html").exited(255).oneLine("text");
        report("run.db --run 7 -o x.html").exited(255).oneLine("no run 7");
        report("run.db -o none/x.html").exited(255).oneLine("cannot write none/x.html: no such directory");
        report("run.db -o run.db").exited(255).oneLine("it is the journal itself");
        report("run.db -o /dev/full").exited(255).oneLine("cannot write /dev/full: No space left on device");
        assertFalse(sandbox.has("x.html"));
    }

    @Test
    void aPageThatIsThereIsReplacedAndALinkToItKept() throws Exception {
        sandbox.run("--journal", "run.db", "true").input("1\n").finish().exited(0);
        sandbox.file("page", "old");
        Files.createSymbolicLink(sandbox.path("report.html"), Path.of("page"));
        report("run.db -o report.html").exited(0);
        assertTrue(Files.isSymbolicLink(sandbox.path("report.html")));
        assertTrue(text("page").endsWith("</html>\n"));
    }
}
