package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every task's output arrives once, whole and in its place. */
class ResultsIT extends InSandbox {
    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    @Test
    void aThousandEchoesEqualTheirInput() {
        sandbox.run("-k", "echo").input(numbers(1000)).finish().exited(0).printed(numbers(1000)).saidNothing();
    }

    @Test
    void javaTasksEchoTheirInput() {
        String input = numbers(50_000);
        Result result = sandbox.run("-k", "--jar", tasks.toString(), "--task", "tasks.Echo").input(input).finish();
        result.exited(0).saidNothing();
        // No assertEquals: a message of megabytes helps nobody.
        assertTrue(input.equals(result.out()), result::toString);
    }

    @Test
    void withoutKeepOrderNothingIsLostEither() {
        Result result = sandbox.run("-j4", "--jar", tasks.toString(), "--task", "tasks.Echo")
                .input(numbers(10_000)).finish().exited(0);
        assertEquals(
                numbers(10_000).lines().sorted().toList(), result.out().lines().sorted().toList());
    }

    @Test
    void resultsGoToStdoutAndWhatATaskPrintsToStderr() {
        Result result = sandbox.run("-k", "--jar", tasks.toString(), "--task", "tasks.Conduct", ":::", "print a", "print b")
                .finish();
        result.exited(0).printed("print a\nprint b\n");
        assertEquals(
                List.of("to System.out: a", "to System.err: a", "to System.out: b", "to System.err: b"),
                result.errLines());
    }

    @Test
    void aTaskThatReadsStandardInputFindsItEmptyAndLongMessagesAreCut() {
        sandbox.run("-k", "--jar", tasks.toString(), "--task", "tasks.Conduct", ":::", "read", "long-message 5000000", "a")
                .finish().exited(1).printed("read 0\na\n").complained("1 of 3 tasks failed");
    }

    @Test
    void classesMayComeFromADirectory() {
        sandbox.run("--classpath", tasks.resolveSibling("classes").toString(), "--task", "tasks.Echo", ":::", "a")
                .finish().exited(0).printed("a\n").saidNothing();
    }

    @Test
    void emptyInputIsNoTask() {
        sandbox.run("echo").finish().exited(0).printed("").saidNothing();
        sandbox.run("--jar", tasks.toString(), "--task", "tasks.Echo").finish().exited(0).printed("").saidNothing();
    }

    @Test
    void invalidUtf8PassesThroughUnchanged() {
        byte[] line = {'a', (byte) 0xff, (byte) 0xc3, ' ', (byte) 0x80, (byte) 0xe2, (byte) 0x82, '\n'};
        sandbox.run("printf '%s\\n' {}").input(line).finish().exited(0).printed(latin(line)).saidNothing();
        sandbox.run("--tag", "printf '\\377\\n'; :").input(line).finish()
                .exited(0).printed(latin(line).strip() + "\t\u00ff\n").saidNothing();
        sandbox.run("--jar", tasks.toString(), "--task", "tasks.Echo").input(line).finish()
                .exited(0).printed(latin(line)).saidNothing();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void aLineOfAHundredMegabytesPasses() {
        int size = 100 << 20;
        Path counted = sandbox.path("counted");
        sandbox.shell("drover run \"head -c " + size + " /dev/zero | tr '\\0' x; echo; :\" ::: a | wc > " + counted)
                .finish().exited(0).saidNothing();
        assertEquals(
                List.of("1", "1", Integer.toString(size + 1)),
                List.of(read(counted).strip().split(" +")));
    }

    @Test
    void aJavaTaskGetsAndGivesALineOfAHundredMegabytes() {
        int size = 100 << 20;
        Path counted = sandbox.path("counted");
        // Held once: less than half of what other tests have is enough.
        sandbox.shell("{ head -c " + size + " /dev/zero | tr '\\0' x; echo; } | HEAP=-Xmx224m drover run --jar " + tasks
                        + " --task tasks.Echo | wc > " + counted)
                .finish().exited(0).saidNothing();
        assertEquals(
                List.of("1", "1", Integer.toString(size + 1)),
                List.of(read(counted).strip().split(" +")));
    }

    private static String read(Path file) {
        try {
            return java.nio.file.Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
