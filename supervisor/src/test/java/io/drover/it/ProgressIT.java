package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Signal;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What is shown of a run while it goes on. */
class ProgressIT extends InSandbox {

    @Test
    void aBarKnowsHowManyTasksThereAre() {
        String bar = sandbox.run("--bar", "-j2", "true", ":::", "1", "2")
                .finish().exited(0).printed("").err();
        assertTrue(bar.contains("100% 2:0=0s "), bar);
        assertTrue(bar.endsWith("\n"), bar);
    }

    @Test
    void etaReadsInputThatCannotBeReadTwiceToItsEnd() {
        String eta = sandbox.run("--eta", "-k", "echo")
                .input("a\nb\nc\n")
                .finish().exited(0).printed("a\nb\nc\n").err();
        assertTrue(eta.contains("Computers / CPU cores / Max jobs to run"), eta);
        assertTrue(eta.contains("Left: 0 AVG: "), eta);
    }

    @Test
    void whatHoldsStartsBackIsSaid() throws IOException {
        sandbox.file("status", "1");
        DroverProcess run = sandbox.run("--progress", "--events", "events", "--limit", "exit $(cat status)", "echo", ":::", "a").start();
        run.awaitComplaint("no task starts: the command of --limit says no");
        run.signal(Signal.USR1);
        run.awaitComplaint("drover: no task starts: the command of --limit says no\n");
        sandbox.file("status", "0");
        run.awaitEnd().exited(0).printed("a\n");
        String events = Files.readString(sandbox.path("events"));
        events.lines().forEach(new EventSchema()::check);
        assertTrue(events.contains("\"cause\":\"command\",\"reason\":\"the command of --limit says no\"}"), events);
        assertTrue(events.indexOf("starts_released") > events.indexOf("starts_held"), events);
    }
}
