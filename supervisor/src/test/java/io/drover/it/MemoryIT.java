package io.drover.it;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When memory is not enough, ours or a worker's, a run ends as any other: a status, a line, and nobody is left. */
class MemoryIT extends InSandbox {
    private static final String LINE_OF_40_MB = "{ head -c 40000000 /dev/zero | tr '\\0' x; echo; } | ";

    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private Result run(String line) {
        return sandbox.shell(line.replace("echo-task", "--jar " + tasks + " --task tasks.Echo")).finish();
    }

    @Test
    void inputThatDoesNotFitEndsTheRun() {
        run(LINE_OF_40_MB + "HEAP=-Xmx32m drover run echo-task").exited(255).printed("").oneLine("out of memory");
    }

    /** The text of a task is shown by the loop itself. */
    @Test
    void aLoopWithoutMemoryEndsTheRun() {
        run(LINE_OF_40_MB + "HEAP=-Xmx96m drover run -t echo-task >/dev/null").exited(255).oneLine("out of memory");
    }

    @Test
    void inputThatDoesNotFitIntoAWorkerFailsItsTask() {
        run("{ echo a; " + LINE_OF_40_MB + "cat; } | drover run -k -J-Xmx64m echo-task | tr -d x")
                .exited(0).printed("a\n").complained("40000000 bytes do not fit");
        run(LINE_OF_40_MB + "drover run -J-Xmx64m echo").exited(1).complained("40000005 bytes do not fit");
    }

    /** Each slot of a worker may have a large line, and a long answer is nowhere held as a whole. */
    @Test
    void largeLinesAndAnswersOfCoprocessesPass() {
        run("for i in 1 2 3; do head -c 40000000 /dev/zero | tr '\\0' x; echo; done | drover run -j3 --coproc cat | wc")
                .exited(0).printed(counts(3, 3, 120_000_003)).saidNothing();
        String chatty = "while read n; do head -c 40000000 /dev/zero | tr \"\\0\" x; echo; done";
        run("seq 2 | drover run -j1 --coproc '" + chatty + "' | wc")
                .exited(0).printed(counts(2, 2, 80_000_002)).saidNothing();
    }

    private static String counts(long lines, long words, long bytes) {
        return String.format("%7d %7d %7d%n", lines, words, bytes);
    }

    @Test
    void aCommandThatNoKernelTakesIsNotCopied() {
        run(LINE_OF_40_MB + "drover run echo").exited(1)
                .complained("cannot start a command of 40000005 bytes: Argument list too long");
    }
}
