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
    void aPauseThatATaskAsksForIsSaid() throws IOException {
        DroverProcess run = pausing("pause 1H").start();
        run.awaitComplaint("no task starts: a task wants a pause of 1h");
        run.signal(Signal.USR1);
        run.awaitComplaint("drover: no task starts: a task wants a pause of 1h\n");
        run.signal(Signal.TERM);
        run.awaitEnd().printed("pause 1H\n").complained("cancelled 1");
        pausing("pause 0.1S").finish().exited(0).printed("pause 0.1S\nnext\n");
        String events = Files.readString(sandbox.path("events"));
        events.lines().forEach(new EventSchema()::check);
        assertTrue(events.contains("\"cause\":\"pause\",\"reason\":\"a task wants a pause of 0.1s\"}"), events);
        assertTrue(events.indexOf("starts_released") > events.indexOf("starts_held"), events);
    }

    private Sandbox.Launch pausing(String pause) {
        String jar = TaskJar.build().toString();
        return sandbox.run("--progress", "--events", "events", "-k", "-j1", "--task", "tasks.Conduct", "--jar", jar, ":::", pause, "next");
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
