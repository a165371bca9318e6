package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.drover.posix.Signal;
import io.drover.wire.WireVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Task classes that cannot run end the run at once, and say why. */
class SetupIT extends InSandbox {
    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private Result run(String task) {
        return sandbox.run("-j1", "--jar", tasks.toString(), "--task", task).input("a\nb\nc\n").finish();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "tasks.NoSuchClass; no class tasks.NoSuchClass",
        "tasks.Broken$NoTask; does not implement io.drover.task.Task",
        "tasks.Broken$NotPublic; needs a public constructor",
        "tasks.echo; tasks.echo"
    })
    void aClassThatIsNoTaskIsOneLine(String task, String message) {
        run(task).exited(255).printed("").oneLine(message);
    }

    @Test
    void aMissingJarIsOneLine() {
        sandbox.run("--jar", "no-such.jar", "--task", "tasks.Echo", ":::", "a").finish().exited(255).printed("").oneLine("no-such.jar");
    }

    @Test
    void aFileThatIsNoJarIsOneLine() {
        Path broken = sandbox.file("broken.jar", "this is no jar");
        sandbox.run("--jar", broken.toString(), "--task", "tasks.Echo", ":::", "a").finish().exited(255).printed("").oneLine("tasks.Echo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "InConstructor; java.lang.IllegalStateException: no constructor today",
        "InSetUp; java.io.IOException: no set-up today"
    })
    void aTaskThatCannotStartEndsTheRunWithItsCause(String task, String cause) throws IOException {
        run("tasks.Broken$" + task).exited(255).printed("").complained(cause).complained("tasks.Broken$" + task + ".");
        assertEquals("x", Files.readString(sandbox.path("made")), "a worker was spawned twice");
    }

    @Test
    void aClassThatCannotBeInitializedEndsTheRunWithItsCause() {
        run("tasks.Broken$InInitializer").exited(255).printed("").complained("NumberFormatException");
    }

    /** Where the class that tells a worker's version is another one. */
    private Path otherVersion() throws IOException {
        Path source = sandbox.file("WireVersion.java", """
                package io.drover.wire;
                public final class WireVersion {
                    public static int number() {
                        return 4711;
                    }
                }
                """);
        TaskJar.compile(List.of(source), sandbox.path(""));
        return sandbox.path("").toAbsolutePath();
    }

    @Test
    void aWorkerOfAnotherVersionIsRefusedInOneLineThatNamesBoth() throws IOException {
        // An archive has that class already.
        Result result = sandbox.run("-j1", "-J-Xshare:off", "-J-Xbootclasspath/a:" + otherVersion(), "touch ran", ":::", "a")
                .finish();
        result.exited(255).printed("").oneLine("version " + WireVersion.number() + " of").oneLine("version 4711:");
        assertFalse(sandbox.has("ran"));
    }

    /** More than a pipe holds. */
    private String longPath() {
        String here = sandbox.path("").toAbsolutePath().toString();
        return String.join(":", Collections.nCopies(100_000 / here.length(), here));
    }

    @Test
    void aWorkerThatDoesNotReadItsSetupHoldsNobodyUp() {
        // It waits for a debugger before it reads anything, as one does that is stopped.
        DroverProcess run = sandbox.run(
                        "-j1", "--grace", "0.1", "-J-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0",
                        "--classpath", longPath(), "--jar", tasks.toString(), "--task", "tasks.Echo", ":::", "a")
                .start();
        Awaits.await("a worker", () -> !sandbox.workers().isEmpty(), sandbox::describe);
        run.signal(Signal.TERM);
        run.awaitEnd().diedOf(Signal.TERM);
        sandbox.assertNobodyLeft();
    }

    @Test
    void jvmOptionsThatAreWrongEndTheRunWithWhatTheJvmSays() {
        // The worker is gone before it has read all of its setup, which is longer than a pipe holds.
        Result result = sandbox.run("-j1", "-J-XX:NoSuchOption", "--classpath", longPath(), "--jar", tasks.toString(), "--task", "tasks.Echo")
                .input("a\n").finish();
        result.exited(255).printed("").complained("NoSuchOption");
        assertFalse(result.err().contains("submitted 1 = ok 1"));
    }
}
