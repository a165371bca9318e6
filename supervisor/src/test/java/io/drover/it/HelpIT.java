package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** drover doctor, on a machine where the other tests work, and drover help. */
class HelpIT extends InSandbox {
    @Test
    void aMachineThatRunsTheseTestsIsHealthy() {
        Result result = sandbox.shell("TERM=xterm drover doctor").finish().exited(0).saidNothing();
        result.outLines().forEach(line -> assertTrue(line.matches("(ok  |warn) [^:]+: .+"), result::toString));
        assertTrue(result.out().indexOf('\u001b') < 0, "no colour where there is no terminal");
        String kill = result.outLines().get(result.outLines().size() - 1);
        assertTrue(kill.matches("ok   kill -9 of a supervisor: 0 survivors of 1\\d processes after \\d+ ms"), result::toString);
    }

    @Test
    void whatDoesNotWorkFails() {
        Result result = sandbox.shell("TMPDIR=\"$DIR/none\" drover doctor").finish().exited(1).saidNothing();
        List<String> failed = result.outLines().stream().filter(line -> line.startsWith("FAIL")).toList();
        assertEquals(1, failed.size(), result::toString);
        assertTrue(failed.get(0).startsWith("FAIL temporary directory: cannot write to "), result::toString);
    }

    @Test
    void limitsAreShownAndWhatAsksForNothingIsAccepted() {
        Result run = sandbox.shell("seq 2 >f; drover run --show-limits --fast --unsafe -k -a f -a +f echo").finish()
                .exited(0).saidNothing();
        assertTrue(run.out().matches("Longest command line: \\d+\n.*\n1 1\n2 2\n"), run::toString);
    }

    @Test
    void theManualPageIsWithoutFault() {
        assumeTrue(Path.of("/usr/bin/groff").toFile().canExecute());
        sandbox.shell("drover man >page && groff -t -man -ww -Tascii -rLL=80n page >/dev/null").finish().exited(0).saidNothing();
    }

    @Test
    void helpIsOnStandardOutputAndMistakesAreOneLineOnStandardError() {
        Result run = sandbox.shell("TERM=xterm drover run --help").finish().exited(0).saidNothing();
        assertTrue(run.out().startsWith("Usage: drover run "), run::toString);
        assertTrue(run.out().indexOf('\u001b') < 0, run::toString);
        run.outLines().forEach(line -> assertTrue(line.length() <= 80, line));
        sandbox.shell("drover help show").finish().exited(0).saidNothing();
        Result topics = sandbox.shell("drover help && drover help signals").finish().exited(0).saidNothing();
        assertTrue(topics.out().startsWith("Usage: drover COMMAND"), topics::toString);
        assertTrue(topics.out().contains("\nSignals\n\nWhat "), topics::toString);
        sandbox.shell("drover help sinals").finish().exited(255).printed("").oneLine("did you mean signals? (see drover help)");
        sandbox.shell("drover help halt").finish().exited(255).printed("").oneLine("but --halt is explained by drover help run (see drover help)");
        sandbox.shell("drover").finish().exited(255).printed("").oneLine("(see drover --help)");
        sandbox.shell("drover run --no-such").finish().exited(255).printed("").oneLine("(see drover run --help)");
        sandbox.shell("drover ruin").finish().exited(255).printed("").oneLine("did you mean drover run, or drover run ruin");
    }
}
