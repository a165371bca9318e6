package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.ExitStatus;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stop is clean and complete: nothing that was started is alive afterwards, whatever it did to get away. */
class StopIT extends InSandbox {
    /**
     * Its children leave the group and the session, and their parents leave them. What a shell starts with {@code &}
     * ignores INT.
     */
    private static final String SCATTERING = "setsid sleep 1000 & (setsid sh -c 'sleep 1000 & exec sleep 1000' &) ; "
            + "(sleep 1000 &) ; touch started-{}; sleep 1000";
    /** As {@link #SCATTERING}, and deaf to everything that can be ignored. */
    private static final String DEAF = "trap '' INT TERM HUP; setsid sleep 1000 & touch started-{}; "
            + "while :; do sleep 1000; done";

    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private DroverProcess commands(String command) {
        DroverProcess run = sandbox.run("--grace", "1", "-j2", command).input("1\n2\n3\n").start();
        sandbox.awaitFile("started-1");
        sandbox.awaitFile("started-2");
        return run;
    }

    private DroverProcess javaTasks(String what) {
        DroverProcess run = sandbox.run("-j2", "--jar", tasks.toString(), "--task", "tasks.Conduct")
                .input(what + " 1\n" + what + " 2\n" + what + " 3\n").start();
        sandbox.awaitFile("started-1");
        sandbox.awaitFile("started-2");
        return run;
    }

    @ParameterizedTest
    @EnumSource(names = {"INT", "TERM"})
    void aSignalEndsCommandsAndTheirScatteredChildren(Signal signal) {
        DroverProcess run = commands(SCATTERING);
        run.signal(signal);
        run.awaitEnd().diedOf(signal).complained("stopped by SIG" + signal).complained("cancelled 3");
        sandbox.assertNobodyLeft();
        assertFalse(sandbox.has("started-3"));
    }

    @ParameterizedTest
    @EnumSource(names = {"INT", "TERM"})
    void aSignalEndsBusyJavaTasks(Signal signal) {
        DroverProcess run = javaTasks("spin");
        run.signal(signal);
        run.awaitEnd().diedOf(signal).complained("stopped by SIG" + signal).complained("cancelled 3");
        sandbox.assertNobodyLeft();
    }

    /** The first worker is there before anybody knows of a task. */
    @ParameterizedTest
    @EnumSource(names = {"HUP", "INT", "TERM", "KILL"})
    void nobodyIsLeftOfARunWhoseInputHasNotBegun(Signal signal) {
        sandbox.shell("mkfifo numbers").finish().exited(0);
        DroverProcess run = sandbox.run("echo", "::::", "numbers").start();
        Awaits.await("a worker", () -> sandbox.workers().size() == 1, sandbox::describe);
        run.signal(signal);
        run.awaitEnd().diedOf(signal).saidNothing();
        if (signal == Signal.KILL) {
            sandbox.awaitNobodyLeft();
        }
        sandbox.assertNobodyLeft();
        assertEquals(List.of(), sandbox.leftFiles());
    }

    @Test
    void nobodyIsLeftOfARunWithoutItsInput() {
        sandbox.run("echo", "::::", "missing").finish().exited(255).oneLine("missing");
        sandbox.assertNobodyLeft();
        assertEquals(List.of(), sandbox.leftFiles());
    }

    @Test
    void aSignalEndsWhatAJavaTaskStarted() {
        DroverProcess run = javaTasks("child");
        run.signal(Signal.TERM);
        run.awaitEnd().diedOf(Signal.TERM);
        sandbox.assertNobodyLeft();
    }

    @Test
    void aJavaTaskThatAsksIsToldThatTheRunStops() {
        DroverProcess run = javaTasks("wait-for-cancel");
        run.signal(Signal.INT);
        run.awaitEnd().diedOf(Signal.INT);
        assertTrue(sandbox.has("cancelled"));
    }

    @Test
    void orphansExitWhenTheSupervisorIsKilled() {
        DroverProcess run = commands(SCATTERING);
        run.signal(Signal.KILL);
        run.awaitEnd().diedOf(Signal.KILL);
        sandbox.awaitNobodyLeft();
    }

    @Test
    void deafOrphansExitWhenTheSupervisorIsKilled() {
        DroverProcess run = commands(DEAF);
        run.signal(Signal.KILL);
        run.awaitEnd().diedOf(Signal.KILL);
        sandbox.awaitNobodyLeft();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"spin", "child"})
    void busyJavaTasksExitWhenTheSupervisorIsKilled(String what) {
        DroverProcess run = javaTasks(what);
        run.signal(Signal.KILL);
        run.awaitEnd().diedOf(Signal.KILL);
        sandbox.awaitNobodyLeft();
    }

    @Test
    void theKernelEndsAProcessThatWantsToBeGone() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String program = "mkfifo nobody; exec '" + java + "' -cp '" + Sandbox.jar() + ":" + tasks + "' tasks.Vanishing <>nobody";
        sandbox.shell(program).finish().diedOf(Signal.PIPE).printed("here\n").saidNothing();
    }

    /** Otherwise what ends a run would wait for a processor behind all that it is to end. */
    @Test
    void tasksThatAreMoreThanTheProcessorsGiveWay() {
        int processors = Runtime.getRuntime().availableProcessors();
        assertEquals(Math.min(19, nice(processors) + 5), nice(processors + 1));
    }

    private int nice(int slots) {
        Result result = sandbox.run(
                        "--workers", "1", "-j", String.valueOf(slots), "--jar", tasks.toString(), "--task", "tasks.Conduct", ":::", "nice")
                .finish().exited(0);
        return Integer.parseInt(result.out().strip());
    }

    @Test
    void orphansExitWhenTheWholeGroupOfWorkersIsKilledAsWell() {
        DroverProcess run = commands("touch started-{}; sleep 1000");
        List<RunProcess> workers = sandbox.workers();
        run.signal(Signal.STOP);
        workers.forEach(worker -> Posix.kill(worker.pid(), Signal.KILL));
        run.signal(Signal.CONT);
        run.signal(Signal.TERM);
        run.awaitEnd().diedOf(Signal.TERM);
        sandbox.assertNobodyLeft();
    }

    @Test
    void workersEndWithTheirSupervisorThoughTheirJarWasOverwritten() throws IOException {
        Files.copy(Sandbox.jar(), sandbox.path("copy.jar"));
        DroverProcess run = sandbox.shell("exec java -XX:+UseSerialGC -cp copy.jar io.drover.cli.Main run --workers 2 -j4 'touch started-{}; exec sleep 1000' ::: 1 2")
                .start();
        sandbox.awaitFile("started-1");
        sandbox.awaitFile("started-2");
        Files.write(sandbox.path("copy.jar"), new byte[20_000_000]);
        run.signal(Signal.KILL);
        run.awaitEnd().diedOf(Signal.KILL);
        sandbox.awaitNobodyLeft();
        // Who cannot load a class may leave it.
        sandbox.removeWhatKillsLeft();
    }

    @Test
    void theNextRunRemovesWhatIsLeftWhereEveryProcessWasKilled() {
        DroverProcess run = commands("touch started-{}; sleep 1000");
        // They would clean up.
        sandbox.workers().forEach(worker -> Posix.kill(worker.pid(), Signal.STOP));
        Awaits.await(
                "all workers to be stopped",
                () -> sandbox.workers().stream().allMatch(worker -> worker.state() == 'T'),
                sandbox::describe);
        run.signal(Signal.KILL);
        run.awaitEnd().diedOf(Signal.KILL);
        sandbox.clear();
        assertEquals(1, sandbox.leftFiles().size());
        sandbox.run("until [ $(ls $TMPDIR | wc -l) = 1 ]; do sleep 0.01; done; echo {}", ":::", "a").finish()
                .exited(0).printed("a\n").saidNothing();
    }

    @Test
    void hangUpLetsRunningCommandsEnd() {
        DroverProcess run = commands("setsid sleep 1000 & touch started-{}; until [ -e go ]; do sleep 0.05; done; echo {}");
        run.signal(Signal.HUP);
        run.awaitComplaint("SIGHUP received");
        sandbox.file("go", "");
        Result result = run.awaitEnd().diedOf(Signal.HUP).complained("ok 2").complained("cancelled 1");
        assertEquals(List.of("1", "2"), result.outLines().stream().sorted().toList());
        sandbox.assertNobodyLeft();
    }

    @Test
    void hangUpLetsBusyJavaTasksEnd() {
        DroverProcess run = javaTasks("spin-until");
        run.signal(Signal.HUP);
        run.awaitComplaint("SIGHUP received");
        sandbox.file("go", "");
        Result result = run.awaitEnd().diedOf(Signal.HUP).complained("ok 2").complained("cancelled 1");
        assertEquals(List.of("spin-until 1", "spin-until 2"), result.outLines().stream().sorted().toList());
        sandbox.assertNobodyLeft();
    }

    @Test
    void termEndsADrain() {
        DroverProcess run = commands(SCATTERING);
        run.signal(Signal.HUP);
        run.awaitComplaint("SIGHUP received");
        run.signal(Signal.TERM);
        run.awaitEnd().diedOf(Signal.TERM).complained("cancelled 3");
        sandbox.assertNobodyLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"INT", "TERM"})
    void aSecondSignalKillsAtOnce(Signal signal) {
        // The grace period alone would outlast the deadline of this test.
        DroverProcess run = sandbox.run("--grace", "1000", "-j2", "trap 'touch told-{}' INT TERM; " + DEAF.substring(DEAF.indexOf(';') + 2))
                .input("1\n2\n").start();
        sandbox.awaitFile("started-1");
        sandbox.awaitFile("started-2");
        run.signal(signal);
        sandbox.awaitFile("told-1");
        sandbox.awaitFile("told-2");
        assertFalse(run.ended());
        run.signal(signal);
        run.awaitEnd().diedOf(signal);
        sandbox.assertNobodyLeft();
    }

    @Test
    void aDeafCommandIsKilledAfterTheGracePeriod() {
        DroverProcess run = sandbox.run("--grace", "0.5", "-j2", DEAF).input("1\n2\n").start();
        sandbox.awaitFile("started-1");
        sandbox.awaitFile("started-2");
        run.signal(Signal.TERM);
        run.awaitEnd().diedOf(Signal.TERM);
        sandbox.assertNobodyLeft();
    }

    @Test
    void theStopSignalReachesTheCommand() {
        DroverProcess run = sandbox.run("trap 'echo told; exit' INT; touch started-{}; while :; do sleep 0.05; done")
                .input("1\n").start();
        sandbox.awaitFile("started-1");
        run.signal(Signal.INT);
        run.awaitEnd().diedOf(Signal.INT);
    }

    @Test
    void aStopBeforeAnyWorkerIsReadyIsCleanToo() {
        DroverProcess run = sandbox.run("sleep", ":::", "1000").start();
        Awaits.await("a worker", () -> !sandbox.workers().isEmpty(), sandbox::describe);
        run.signal(Signal.TERM);
        run.awaitEnd().diedOf(Signal.TERM);
        sandbox.assertNobodyLeft();
    }

    @Test
    void aKillBeforeAnyWorkerIsReadyIsCleanToo() {
        DroverProcess run = sandbox.run("sleep", ":::", "1000").start();
        Awaits.await("a worker", () -> !sandbox.workers().isEmpty(), sandbox::describe);
        run.signal(Signal.KILL);
        run.awaitEnd().diedOf(Signal.KILL);
        sandbox.awaitNobodyLeft();
        // A worker that has not read its setup does not know of the run directory yet.
        sandbox.shell("rm -rf tmp/drover-*").finish().exited(0);
    }

    @Test
    void aShellLoopStopsWithTheRun() {
        DroverProcess loop = sandbox.shell("for i in 1 2 3; do drover run 'touch started-'$i'; sleep' ::: 1000; done; touch end").start();
        sandbox.awaitFile("started-1");
        // As a terminal would: everybody in the foreground group.
        Posix.kill(-loop.pid(), Signal.INT);
        loop.awaitEnd().diedOf(Signal.INT);
        assertFalse(sandbox.has("started-2") || sandbox.has("end"));
        sandbox.assertNobodyLeft();
    }

    @Test
    void controlCOnATerminalStopsTheRun() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script(1) to make a terminal with");
        Path keys = sandbox.path("keys");
        sandbox.shell("mkfifo " + keys).finish().exited(0);
        // Open for both, so that neither side waits for the other.
        try (RandomAccessFile keyboard = new RandomAccessFile(keys.toFile(), "rw")) {
            sandbox.file("command", SCATTERING);
            DroverProcess terminal = sandbox.shell(
                            "exec script -qefc 'exec drover run --grace 1 -j2 \"$(cat command)\" ::: 1 2 3' /dev/null")
                    .input(keys).start();
            sandbox.awaitFile("started-1");
            sandbox.awaitFile("started-2");
            keyboard.write(0x03);
            Result result = terminal.awaitEnd();
            assertEquals(new ExitStatus.Exited(128 + Signal.INT.number()), result.status(), result::toString);
            assertTrue(result.out().contains("stopped by SIGINT"), result::toString);
            sandbox.assertNobodyLeft();
        }
    }

    @Test
    void termStopsABackgroundRunThatInheritedAnIgnoredInterrupt() {
        DroverProcess shell = sandbox.shell("drover run -j1 'touch started-{}; until [ -e go-{} ]; do sleep 0.05; done' ::: 1 2 3 & "
                + "echo $! >pid; wait $!; echo $? >status").start();
        sandbox.awaitFile("started-1");
        int supervisor = supervisor();
        Posix.kill(supervisor, Signal.INT);
        sandbox.file("go-1", "");
        // The interrupt came before: if it had worked, there would be no second task.
        sandbox.awaitFile("started-2");
        Posix.kill(supervisor, Signal.TERM);
        shell.awaitEnd().exited(0).complained("stopped by SIGTERM");
        assertEquals("143", read("status"));
        sandbox.assertNobodyLeft();
    }

    @Test
    void withoutAnIgnoredInterruptTheSameRunStops() {
        DroverProcess run = sandbox.run("-j1", "touch started-{}; until [ -e go-{} ]; do sleep 0.05; done", ":::", "1", "2", "3").start();
        sandbox.awaitFile("started-1");
        run.signal(Signal.INT);
        run.awaitEnd().diedOf(Signal.INT);
        assertFalse(sandbox.has("started-2"));
    }

    @Test
    void commandsOfABackgroundRunCanBeInterrupted() {
        sandbox.shell("drover run 'kill -INT $$; echo survived' ::: a & wait $!").finish().exited(1).printed("");
    }

    private int supervisor() {
        return sandbox.processes().stream()
                .filter(RunProcess::isSupervisor).findFirst().orElseThrow().pid();
    }

    private String read(String name) {
        try {
            return Files.readString(sandbox.path(name)).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
