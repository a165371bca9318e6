package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A task that runs too long is ended, and one that was only kept from running is not. */
class TimeoutIT extends InSandbox {
    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private Sandbox.Launch conduct(String timeout) {
        return sandbox.run("--timeout", timeout, "-j1", "-k", "--jar", tasks.toString(), "--task", "tasks.Conduct");
    }

    @Test
    void aJavaTaskIsEndedAndItsThreadsAreShown() {
        Result result = conduct("3").input("ok 1\nspin 2\nok 3\n").finish();
        result.exited(1).printed("ok 1\nok 3\n").complained("thread dump").complained("at tasks.Conduct.spinForEver");
        result.complained("timed out 1");
    }

    @Test
    void aCommandThatIgnoresTermIsKilled() {
        sandbox.run("--timeout", "3", "-k", "[ {} != 2 ] || { trap '' TERM; setsid sleep 1000 & while :; do sleep 1000; done; }; echo {}")
                .input("1\n2\n3\n").finish().exited(1).printed("1\n3\n").complained("timed out 1");
    }

    @Test
    void aCommandGetsTermFirst() {
        sandbox.run("--timeout", "1", "trap 'echo told; exit 0' TERM; while :; do sleep 0.05; done; : {}", ":::", "1")
                .finish().exited(1).printed("told\n").complained("timed out 1");
    }

    @Test
    void aPauseOfTheSupervisorTimesNoJavaTaskOut() {
        pauseOne(conduct("5").input("spin-until 1\nsleep 1500\nsleep 1500\nok 4\n").start())
                .exited(0).printed("spin-until 1\nsleep 1500\nsleep 1500\nok 4\n");
    }

    @Test
    void aPauseOfTheSupervisorTimesNoCommandOut() {
        pauseOne(sandbox.run("--timeout", "5", "-j1", "touch started-{}; until [ -e go ]; do sleep 0.05; done; sleep 1; echo {}")
                        .input("1\n2\n3\n").start())
                .exited(0).printed("1\n2\n3\n").saidNothing();
    }

    private Result pauseOne(DroverProcess run) {
        sandbox.awaitFile("started-1");
        run.signal(Signal.STOP);
        sandbox.file("go", "");
        pause();
        run.signal(Signal.CONT);
        return run.awaitEnd();
    }

    @Test
    void aSuspendOfAllTimesNoJavaTaskOut() {
        Result result = pauseAll(conduct("5").input("spin-until 1\nsleep 1000\nok 3\n").start());
        result.exited(0).printed("spin-until 1\nsleep 1000\nok 3\n");
    }

    @Test
    void aSuspendOfAllTimesNoCommandOut() {
        pauseAll(sandbox.run("--timeout", "5", "-j1", "touch started-{}; until [ -e go ]; do sleep 0.05; done; sleep 1; echo {}")
                        .input("1\n2\n3\n").start())
                .exited(0).printed("1\n2\n3\n").saidNothing();
    }

    private Result pauseAll(DroverProcess run) {
        sandbox.awaitFile("started-1");
        List<RunProcess> all = sandbox.processes();
        all.forEach(process -> Posix.kill(process.pid(), Signal.STOP));
        pause();
        sandbox.file("go", "");
        all.forEach(process -> Posix.kill(process.pid(), Signal.CONT));
        return run.awaitEnd();
    }

    @Test
    void withoutAPauseTheSameTimeIsTooLong() {
        conduct("5").input("sleep 60000\n").finish().exited(1).printed("").complained("timed out 1");
    }

    @Test
    void withoutATimeoutNobodyIsEnded() {
        sandbox.run("sleep 1.5; echo", ":::", "a").finish().exited(0).printed("a\n").saidNothing();
    }

    @Test
    void stopAndContinueFromTheTerminalPauseTheCommandsToo() {
        DroverProcess run = sandbox.run("--timeout", "3", "-j1", "touch started-{}; until [ -e go ]; do sleep 0.05; done; echo {}")
                .input("1\n2\n").start();
        sandbox.awaitFile("started-1");
        run.signal(Signal.TSTP);
        Awaits.await(
                "everybody to stop",
                () -> sandbox.processes().stream().allMatch(process -> process.state() == 'T'),
                sandbox::describe);
        pause();
        sandbox.file("go", "");
        assertTrue(sandbox.processes().stream().allMatch(process -> process.state() == 'T'), sandbox::describe);
        run.signal(Signal.CONT);
        run.awaitEnd().exited(0).printed("1\n2\n").saidNothing();
    }

    /** Not a wait for anything: the pause is what is tested. It is longer than every timeout here. */
    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(6000));
    }
}
