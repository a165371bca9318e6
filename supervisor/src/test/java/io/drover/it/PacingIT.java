package io.drover.it;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starts that wait for something of the machine, and tasks that make room. */
class PacingIT extends InSandbox {
    private static final String WAIT = "touch started-{#}; until [ -e go ]; do sleep 0.05; done; echo {}";

    @Test
    void theFileOfJIsReadAgainWhileTasksRun() {
        sandbox.file("jobs", "1\n");
        DroverProcess run = sandbox.run("-k", "-j", "jobs", WAIT.replace("echo", "echo {%}"), ":::", "a", "b", "c").start();
        sandbox.awaitFile("started-1");
        assertFalse(sandbox.has("started-2"));
        sandbox.file("jobs", "3\n");
        sandbox.awaitFile("started-3");
        sandbox.file("go", "");
        run.awaitEnd().exited(0).printed("1 a\n2 b\n3 c\n").saidNothing();
    }

    @Test
    void commandsAreNicedBeforeTheirFirstInstruction() {
        // 19, so that it means the same where the tests are niced themselves.
        String twice = "sh -c nice & nice; wait";
        sandbox.run("--nice", "19", "-j8", "-N0", "nice").input(numbers(60)).finish().exited(0).printed("19\n".repeat(60));
        sandbox.run("--nice", "19", "-j8", "-N0", twice).input(numbers(20)).finish().exited(0).printed("19\n".repeat(40));
        sandbox.run("--nice", "19", "--coproc", "while read x; do nice; done").input("1\n2\n").finish().exited(0)
                .printed("19\n19\n");
    }

    @Test
    void aRunThatWaitsStopsAtOnce() {
        DroverProcess run = sandbox.run("--limit", "touch asked; exit 1", "echo", ":::", "a", "b").start();
        sandbox.awaitFile("asked");
        run.signal(Signal.TERM);
        run.awaitEnd().printed("").complained("cancelled 2");
        sandbox.awaitNobodyLeft();
    }

    @Test
    void theYoungestTaskMakesRoomAndRunsAgain() {
        DroverProcess run = sandbox.run(
                        "-k", "-j2", "--limit", "if rm full 2>/dev/null; then exit 2; fi", "echo {#} >> starts; " + WAIT, ":::", "a", "b")
                .start();
        sandbox.awaitFile("started-2");
        sandbox.file("full", "");
        run.awaitComplaint("ending task 2 to make room");
        // Not before: a command that is told to go on may end before it is ended.
        Awaits.await("task 2 to start again", () -> starts().equals(List.of("1", "2", "2")), sandbox::describe);
        sandbox.file("go", "");
        run.awaitEnd().exited(0).printed("a\nb\n");
        assertEquals(List.of("1", "2", "2"), starts());
    }

    private List<String> starts() {
        try {
            return Files.readAllLines(sandbox.path("starts")).stream().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a mount namespace where /proc/meminfo is a file of ours: how much memory the machine has left is anybody's guess. */
    @Test
    void theYoungestTasksStopWhileMemoryIsShort() throws IOException {
        available(8 << 20);
        String mount = "mount --bind meminfo /proc/meminfo";
        Result possible = sandbox.shell("unshare -rm " + mount).start().awaitEnd();
        assumeTrue(possible.status().equals(new ExitStatus.Exited(0)), "needs the right to mount: " + possible.err());
        DroverProcess run = sandbox.shell("unshare -rm sh -c '" + mount
                + "; exec drover run -k -j4 --memsuspend 1G \"$0\" ::: a b c d' '" + WAIT + "'").start();
        sandbox.awaitFile("started-4");
        available(1200 << 10);
        awaitStopped(2);
        available(900 << 10);
        awaitStopped(3);
        available(8 << 20);
        awaitStopped(0);
        sandbox.file("go", "");
        run.awaitEnd().exited(0).printed("a\nb\nc\nd\n").saidNothing();
    }

    private void awaitStopped(int commands) {
        Awaits.await(
                commands + " stopped commands",
                () -> sandbox.processes().stream().filter(process -> process.state() == 'T').map(RunProcess::group).distinct().count() == commands,
                sandbox::describe);
    }

    /** Of the same length each time, so that no reader finds the half of it. */
    private void available(long kib) throws IOException {
        Files.writeString(sandbox.path("meminfo"), "MemAvailable: %12d kB\n".formatted(kib), CREATE, WRITE);
    }

    /** The fourth would have to wait for an hour. */
    @Test
    void aBurstStartsAtOnceWhateverTheRate() {
        sandbox.run("--rate", "1/h,3", "-k", "echo", ":::", "a", "b", "c").finish().exited(0).printed("a\nb\nc\n");
        sandbox.run("echo", "--then", "--rate", "1/h,3", "echo", ":::", "a", "b", "c").finish().exited(0);
        sandbox.run("--rate", "10", "--delay", "1", "echo", ":::", "a").finish().exited(255).complained("--delay and --rate");
        sandbox.run("--rate", "often", "echo", ":::", "a").finish().exited(255).complained("--rate wants a number");
    }

    @Test
    void aTaskThatTakesMuchLongerThanTheOthersIsEnded() {
        sandbox.run("-j1", "--timeout", "1000%", "sleep {}; echo {}", ":::", "0.1", "1000", "0.2")
                .finish().exited(1).printed("0.1\n0.2\n").complained("timed out 1");
    }

    @Test
    void commandLinesAreShownWhenTheyStart() {
        Result result = sandbox.run("-j1", "-t", "echo {%} {}", ":::", "a", "b").finish();
        result.exited(0).printed("1 a\n1 b\n").complained("echo 1 a\necho 1 b\n");
    }

    @Test
    void remoteHostsAreRefusedWithAReason() {
        sandbox.run("-S", "server", "echo", ":::", "a").finish().exited(255).printed("")
                .complained("-S, --sshlogin: remote hosts are not supported yet");
    }
}
