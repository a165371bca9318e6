package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit status is GNU parallel's. */
class ExitStatusIT extends InSandbox {

    @ParameterizedTest
    @CsvSource({"7, 7", "100, 100", "150, 101"})
    void isTheNumberOfFailedTasks(int failing, int status) {
        sandbox.run("test {} -gt", Integer.toString(failing)).input(numbers(160)).finish().exited(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"now,fail=1 9", "soon,fail=1 9", "never 2"})
    void isThatOfTheTaskThatHaltedTheRun(String halt, int status) {
        sandbox.run("-j1", "--halt", halt, "exit", ":::", "0", "9", "8", "0").finish().exited(status);
    }

    @Test
    void haltNowEndsWhatRuns() {
        sandbox.run("-j2", "--halt", "now,fail=1", "{}", ":::", "touch started; exec sleep 1000", "until [ -e started ]; do :; done; exit 3")
                .finish().exited(3);
    }

    @Test
    void haltOnSuccessIsSuccess() {
        sandbox.run("-j1", "--halt", "now,success=1", "exit", ":::", "5", "0", "6").finish().exited(0);
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 2", "5, 0, 3", "0, 0, 3"})
    void retriesStartAFailingTaskAgain(int retries, int status, int starts) throws IOException {
        sandbox.run("--retries", Integer.toString(retries), "printf x >> starts; test $(wc -c < starts) -ge {}", ":::", "3")
                .finish().exited(status);
        assertEquals(String.join("", Collections.nCopies(starts, "x")), Files.readString(sandbox.path("starts")));
    }

    @Test
    void aTaskThatASignalEndedHasFailed() {
        sandbox.run("kill -{} $$", ":::", "SEGV", "KILL", "0").finish().exited(2).complained("SIGSEGV").complained("SIGKILL");
    }

    @Test
    void wrongUsageIs255AndOneLine() {
        sandbox.run("--no-such-option", "echo", ":::", "a").finish().exited(255).printed("").oneLine("--no-such-option");
        sandbox.run("--halt", "sometimes", "echo", ":::", "a").finish().exited(255).printed("").oneLine("sometimes");
    }
}
