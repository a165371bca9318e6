package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.flow.journal.WrittenFlow;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** {@code drover report} of flows that took place, or do. */
class FlowReportIT extends InSandbox {

    private Result report(String arguments) {
        return sandbox.shell("drover report flow.db " + arguments).start().awaitEnd();
    }

    private String page() throws IOException {
        String page = Files.readString(sandbox.path("page.html"));
        assertTrue(page.endsWith("</html>\n"), page);
        return page;
    }

    @Test
    void aFlowHasAPageWithItsStagesAndABottleneck() throws Exception {
        sandbox.run("--journal", "flow.db", "-j2", "--stage", "get", "echo {}; echo {}+", "--then", "--stage", "put", "-j1",
                "sleep 0.05; test {} != 3+", ":::", "1", "2", "3", "4", "5", "6").finish().exited(1);
        report("-o page.html --trace trace.json").exited(0).printed("").saidNothing();
        String page = page();
        assertTrue(page.contains("<h1>drover run --journal flow.db -j2 "), page);
        assertTrue(page.contains("<td class=\"kind\">get</td><td class=\"n\">6</td><td class=\"n\">6</td><td class=\"n\">0</td>"), page);
        assertTrue(page.contains("<td class=\"kind\">put</td><td class=\"n\">12</td><td class=\"n\">11</td><td class=\"n\">1</td>"), page);
        assertTrue(page.contains("<b>put</b> held the flow up") || page.contains("Longest did <b>put</b>"), page);
        assertTrue(page.contains("<div><b>get</b> 3 <span") && page.contains("<div><b>put</b> 3+ <span"), page);
        assertTrue(page.contains("<h3>Items that waited</h3>") && page.contains("<h3>Slots in use, of 1</h3>"), page);
        assertEquals(18, Files.readAllLines(sandbox.path("trace.json")).stream().filter(line -> line.startsWith("{\"ph\":\"X\"")).count());
        if (Browser.installed().isPresent()) {
            String rendered = Browser.installed().get().load(sandbox.path("page.html"));
            assertFalse(rendered.contains(":CONSOLE"), rendered);
        }
        report("--run 1 -o x.html").exited(255).oneLine("the runs of a flow all continue each other");
        report("-o flow.db").exited(255).oneLine("it is the journal itself");
    }

    @Test
    void manyItemsNeedNoMoreMemoryThanAFew() throws IOException {
        long start = 1_700_000_000_000_000L;
        int items = 150_000;
        try (WrittenFlow flow = new WrittenFlow(sandbox.path("flow.db"), "get", "put")) {
            flow.run(1, start, start + items * 100L, 2, 2);
            for (int i = 1; i <= items; i++) {
                flow.item(i, i % 2, i % 2 == 0 ? i - 1 : 0, "a value that is not short, with the number " + i, i % 1000 == 0 ? "failed" : "ok",
                        start + i * 100L, start + i * 101L, 100_000, 1 + i % 2);
            }
        }
        sandbox.shell("HEAP=-Xmx32m drover report flow.db -o page.html --trace trace.json").finish().exited(0).saidNothing();
        assertTrue(page().length() < 1 << 20, () -> sandbox.describe());
        sandbox.shell("HEAP=-Xmx32m drover show flow.db | tail -1").finish().exited(0).saidNothing();
        sandbox.shell("HEAP=-Xmx32m drover show flow.db --failed --json | wc -l").finish().exited(0).printed("150\n");
    }

    @Test
    void aFlowHasAPageWhileItGoesOn() throws IOException {
        DroverProcess run = sandbox.run("--journal", "flow.db", "-j1", "--stage", "get", "echo {}", "--then", "-j1", "--stage", "put",
                ": {}; touch started; while ! test -e go; do sleep 0.05; done", ":::", "a", "b", "c").start();
        sandbox.awaitFile("started");
        report("-o page.html").exited(0).saidNothing();
        String page = page();
        assertTrue(page.contains("running, or killed"), page);
        sandbox.file("go", "");
        run.awaitEnd().exited(0);
    }
}
