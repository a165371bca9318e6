package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks of the input reach the commands whole; what GNU parallel prints was looked up by running it. */
class PipeIT extends InSandbox {

    @Test
    void blocksArePipes() {
        sandbox.run("-k", "--pipe", "--block", "100", "wc").input(numbers(100)).finish().exited(0).printed(
                "     36      36      99\n     33      33      99\n     31      31      94\n");
    }

    @ParameterizedTest
    @CsvSource({"1k, 100000", "70k, 400000", "1M, 400000", "20M, 400000"})
    void nothingIsLostOrChanged(String size, int lines) {
        String input = numbers(lines);
        Result result = sandbox.run("-k", "--pipe", "--block", size, "cat").input(input).finish();
        result.exited(0).saidNothing();
        assertTrue(input.equals(result.out()), "the input has changed");
    }

    @Test
    void aCommandNeedNotReadItsBlock() {
        Result result = sandbox.run("-k", "--pipe", "--block", "100k", "echo {#}").input(numbers(100_000)).finish();
        result.exited(0).printed(numbers(6));
    }

    @ParameterizedTest
    @CsvSource({"--cat, cat {}", "--fifo, cat {}", "--fifo, : {}", "--cat, test -f {}"})
    void blocksMayHaveNames(String option, String command) {
        Result result = sandbox.run("-k", "--pipe", option, "-N2", command).input(numbers(6)).finish().exited(0);
        assertEquals(command.startsWith("cat") ? numbers(6) : "", result.out());
        assertEquals(List.of(), sandbox.leftFiles());
    }

    @ParameterizedTest
    @CsvSource({"--cat, ''", "--fifo, ''", "--round-robin, ''", "--cat --round-robin, ''", "--tee, ::: x"})
    void aStoppedSupervisorLeavesNoNamesBehind(String option, String values) {
        sandbox.file("lines", "a\nb\n");
        String line = "exec drover run -j1 --pipe " + option + " ': {}; touch started; exec sleep 1000' " + values + " <lines";
        for (Signal signal : List.of(Signal.TERM, Signal.KILL)) {
            DroverProcess run = sandbox.shell("rm -f started; " + line).start();
            sandbox.awaitFile("started");
            run.signal(signal);
            run.awaitEnd().diedOf(signal);
            sandbox.awaitNobodyLeft();
            assertEquals(List.of(), sandbox.leftFiles());
        }
    }

    @ParameterizedTest
    @CsvSource({"--cat, cat {}, ''", "--fifo, cat {}, ''", "--round-robin, cat, ''", "--tee, 'cat; :', ::: x"})
    void theTemporaryDirectoryMayBeRelative(String option, String command, String values) {
        sandbox.file("lines", "a\n");
        sandbox.shell("mkdir there; export TMPDIR=tmp; unset XDG_RUNTIME_DIR; drover run --wd there --pipe " + option + " '"
                        + command + "' " + values + " <lines").finish().exited(0).printed("a\n");
    }

    @Test
    void partsOfAFileAreReadByWorkers() {
        sandbox.file("numbers", numbers(30));
        sandbox.run("-k", "--pipe-part", "-a", "numbers", "--block", "20", "paste -sd,").finish().exited(0).printed(
                "1,2,3,4,5,6,7,8,9,10\n11,12,13,14,15,16,17\n18,19,20,21,22,23,24\n25,26,27,28,29,30\n");
    }

    @Test
    void roundRobinKeepsACommandForEachSlot() {
        Result result = sandbox.run("-k", "-j3", "--pipe", "--round-robin", "-N1", "paste -sd,")
                .input(numbers(10)).finish();
        result.exited(0).printed("1,4,7,10\n2,5,8\n3,6,9\n");
        assertEquals(List.of(), sandbox.leftFiles());
    }

    @Test
    void roundRobinDealsEverything() {
        Result result = sandbox.run("-j3", "--pipe", "--round-robin", "--block", "50k", "wc -l")
                .input(numbers(300_000)).finish().exited(0);
        assertEquals(300_000, result.out().lines().mapToInt(Integer::parseInt).sum());
    }

    @Test
    void emptyInputRunsNothing() {
        sandbox.run("--pipe", "echo", "x").finish().exited(0).printed("").saidNothing();
    }
}
