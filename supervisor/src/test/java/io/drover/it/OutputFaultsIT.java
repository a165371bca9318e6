package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.Signal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that cannot be written. */
class OutputFaultsIT extends InSandbox {

    @ParameterizedTest
    @ValueSource(strings = {"--group", "--line-buffer", "-k"})
    void aFullDiskIsAnErrorAndOneLine(String mode) {
        sandbox.run(mode, "echo").input(numbers(100)).output(Path.of("/dev/full")).finish()
                .exited(255).oneLine("No space left on device");
    }

    @Test
    void aFullDiskDoesNotWaitForTheTasks() {
        sandbox.run("-j2", "{}", ":::", "exec sleep 1000", "echo a").output(Path.of("/dev/full")).finish()
                .exited(255).oneLine("No space left on device");
    }

    @Test
    void aClosedStdoutStopsTheRunQuietly() {
        sandbox.shell("yes | drover run echo | head -n 1").finish().exited(0).printed("y\n").saidNothing();
    }

    @Test
    void aClosedStdoutStopsTasksThatRun() {
        sandbox.shell("drover run -j2 {} ::: 'exec sleep 1000' 'echo a' 'until [ -e gone ]; do sleep 0.02; done; echo b'"
                + " | { head -n 1; exec <&-; touch gone; }").finish().exited(0).printed("a\n").saidNothing();
    }

    @Test
    void aClosedStdoutEndsTheRunAsSigpipeWould() throws IOException {
        sandbox.shell("{ yes | drover run echo; echo $? >status; } | head -n 1").finish().printed("y\n").saidNothing();
        assertEquals("141\n", Files.readString(sandbox.path("status")));
    }

    @Test
    void aStopDoesNotWaitForAReaderThatDoesNotRead() throws IOException {
        RandomAccessFile reader = readerThatDoesNotRead();
        DroverProcess run = runThatHasOnlyToPrint();
        run.signal(Signal.INT);
        run.awaitEnd().diedOf(Signal.INT).oneLine("stopped by SIGINT");
        reader.close();
        sandbox.assertNobodyLeft();
    }

    @Test
    void aReaderThatGoesWhenAllIsOverIsNoError() throws IOException {
        RandomAccessFile reader = readerThatDoesNotRead();
        DroverProcess run = runThatHasOnlyToPrint();
        reader.close();
        run.awaitEnd().diedOf(Signal.PIPE).saidNothing();
        sandbox.assertNobodyLeft();
    }

    private RandomAccessFile readerThatDoesNotRead() throws IOException {
        sandbox.shell("mkfifo pipe").finish().exited(0);
        return new RandomAccessFile(sandbox.path("pipe").toFile(), "rw");
    }

    /** All its tasks and workers are over, and its output is more than a pipe takes. */
    private DroverProcess runThatHasOnlyToPrint() {
        DroverProcess run = sandbox.run("touch begun; yes | head -c {}", ":::", "300000").output(sandbox.path("pipe")).start();
        sandbox.awaitFile("begun");
        Awaits.await(
                "the end of its workers",
                () -> ProcessHandle.of(run.pid()).stream().allMatch(process -> process.children().findAny().isEmpty()),
                sandbox::describe);
        return run;
    }

    @Test
    void aFullTemporaryDirectoryIsAnErrorAndOneLine() {
        Path small = sandbox.path("small");
        small.toFile().mkdir();
        Result mount = sandbox.shell("mount -t tmpfs -o size=1m none " + small).start().awaitEnd();
        assumeTrue(mount.status().equals(new io.drover.posix.ExitStatus.Exited(0)), () -> "cannot mount: " + mount);
        try {
            sandbox.run("--tmpdir", small.toString(), "-k", "-j2", "{}", ":::", "until [ -e go ]; do sleep 0.1; done", "cat /dev/zero")
                    .output(Path.of("/dev/null")).finish().exited(255).oneLine("No space left on device");
        } finally {
            sandbox.shell("umount " + small).start().awaitEnd().exited(0);
        }
    }
}
