package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code drover sem} and its other names. */
class SemaphoreIT extends InSandbox {
    private static final String STATE = ".local/state/drover/semaphores";

    /** What has to be empty when nobody uses a semaphore. */
    private List<String> semaphoreFiles() {
        try (Stream<Path> files = Files.list(sandbox.path(STATE))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long lines(String name) {
        try {
            return sandbox.has(name) ? Files.readString(sandbox.path(name)).lines().count() : 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void awaitLines(String name, int count) {
        Awaits.await(count + " lines in " + name, () -> lines(name) >= count, sandbox::describe);
    }

    private void awaitWaiterOfASlot() {
        Awaits.await(
                "somebody to wait for a slot",
                () -> sandbox.processes().stream().anyMatch(process -> process.commandLine().startsWith("flock -s")),
                sandbox::describe);
    }

    @Test
    void twentyAtOnceAreNeverMoreThanThreeAtATime() throws IOException {
        // The first wait for two others: three have to run at a time.
        sandbox.shell("for i in $(seq 20); do sem --id many -j3 'echo + >>log; until [ $(grep -c + log) -ge 3 ]; do sleep 0.01; done;"
                + " sleep 0.02; echo - >>log' & done; wait;"
                + " sem --id many --wait; cp log seen").start().awaitEnd().exited(0).printed("").saidNothing();
        sandbox.awaitNobodyLeft();
        int running = 0;
        int most = 0;
        for (String line : Files.readAllLines(sandbox.path("seen"))) {
            running += line.equals("+") ? 1 : -1;
            most = Math.max(most, running);
        }
        assertEquals(40, lines("seen"), "--wait did not wait for all");
        assertEquals(3, most);
        assertEquals(List.of(), semaphoreFiles());
    }

    @Test
    void withoutASemaphoreThereAreMore() throws IOException {
        sandbox.shell("for i in $(seq 20); do sem --id many -j0 'echo + >>log; while [ $(grep -c + log) -lt 20 ]; do sleep 0.02; done'"
                + " & done; wait; sem --id many --wait").start().awaitEnd().exited(0).saidNothing();
        assertEquals(20, lines("log"));
    }

    @Test
    void theCallReturnsWhileTheCommandRuns() {
        sandbox.shell("sem 'until [ -e go ]; do sleep 0.02; done; echo done >>log'; touch go; sem --wait; cat log")
                .start().awaitEnd().exited(0).printed("done\n");
    }

    @Test
    void aKilledKeeperFreesItsSlot() {
        sandbox.shell("sem --id one 'echo $PPID >keeper; exec sleep 1000'").start().awaitEnd().exited(0);
        awaitLines("keeper", 1);
        DroverProcess next = sandbox.shell("sem --id one --fg echo next").start();
        awaitWaiterOfASlot();
        sandbox.shell("kill -KILL $(cat keeper)").start().awaitEnd();
        next.awaitEnd().exited(0).printed("next\n");
        assertEquals(List.of(), semaphoreFiles());
        sandbox.clear();
    }

    @Test
    void aKilledWaiterLetsTheNextOneWait() {
        sandbox.shell("sem --id one 'echo >ready; until [ -e go ]; do sleep 0.02; done'").start().awaitEnd().exited(0);
        sandbox.awaitFile("ready");
        DroverProcess first = sandbox.shell("exec sem --id one --fg echo first").start();
        awaitWaiterOfASlot();
        DroverProcess second = sandbox.shell("sem --id one --fg echo second").start();
        first.signal(Signal.KILL);
        first.awaitEnd().diedOf(Signal.KILL);
        sandbox.file("go", "");
        second.awaitEnd().exited(0).printed("second\n");
    }

    @Test
    void whatACommandLeavesBehindDoesNotKeepTheSlot() {
        sandbox.shell("sem --id one --fg 'setsid sleep 1000 >/dev/null 2>&1 & echo a'; sem --id one --fg echo b")
                .start().awaitEnd().exited(0).printed("a\nb\n");
        sandbox.clear();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"exit 3; 3", "kill -KILL $$; 137", "no-such-command 2>/dev/null; 127", "true; 0"})
    void inTheForegroundTheStatusIsTheCommands(String command, int status) {
        sandbox.shell("sem --fg '" + command + "'").finish().exited(status).saidNothing();
    }

    @Test
    void inTheBackgroundTheStatusIsZero() {
        sandbox.shell("sem 'exit 3'; echo $?; sem --wait").start().awaitEnd().exited(0).printed("0\n");
    }

    @Test
    void theTimeToWaitMayEnd() {
        sandbox.shell("sem --id one 'until [ -e go ]; do sleep 0.02; done';"
                + " sem --id one --st -0.1 --fg echo never; echo $?;"
                + " sem --id one --st -0.1 --wait; echo $?;"
                + " sem --id one --st 0.1 --fg 'echo anyway; exit 4'; echo $?; touch go; sem --id one --wait").start().awaitEnd()
                .exited(0).printed("1\n1\nanyway\n4\n").complained("gave up: echo never").complained("running all the same");
        sandbox.awaitNobodyLeft();
        assertEquals(List.of(), semaphoreFiles());
    }

    @Test
    void outputIsWholeUnlessUngrouped() {
        sandbox.shell("sem --fg 'echo a; echo b >&2; echo c' 2>&1; sem -u --fg 'echo a; echo b >&2; echo c' 2>&1").finish()
                .exited(0).printed("a\nc\nb\na\nb\nc\n");
    }

    @Test
    void linesComeWhileTheCommandRuns() {
        sandbox.shell("sem --line-buffer --fg 'echo a; printf b; until [ -e go ]; do sleep 0.02; done; echo c; printf d'"
                + " | { read -r line; echo $line >first; touch go; cat; }; cat first").finish()
                .exited(0).printed("bc\nda\n").saidNothing();
    }

    @Test
    void linesAreNotWaitedForOnceTheCommandHasEnded() {
        sandbox.shell("sem --lb --fg 'setsid sleep 1000 & echo a; echo b >&2; exit 3'").start().awaitEnd()
                .exited(3).printed("a\n").complained("b");
        sandbox.clear();
    }

    @Test
    void linesSayWhoseTheyAre() {
        sandbox.shell("sem -v --tagstring 'a/b&\\c' --fg echo x; sem --tag --lb --fg echo x; sem -t -u --fg true").finish()
                .exited(0).printed("a/b&\\c\techo x \na/b&\\c\tx\n\tx\n").oneLine("true");
    }

    @Test
    void aDryRunOnlyShowsTheCommand() {
        sandbox.shell("sem --dry-run --fg touch file; sem -q --dry-run echo 'a  b'; test ! -e file").finish()
                .exited(0).printed("touch file \necho 'a  b'\n").saidNothing();
    }

    @Test
    void wordsAreALineForTheShellUnlessQuoted() {
        sandbox.shell("sem --fg echo '$((1+1))  {}'; sem -q --fg echo '$((1+1))  {}' \"it's\"").finish()
                .exited(0).printed("2 {}\n$((1+1))  {} it's\n");
    }

    @Test
    void theCommandReadsStandardInput() {
        sandbox.shell("echo a | sem --fg cat; echo b | sem cat; sem --wait").start().awaitEnd().exited(0).printed("a\nb\n");
        sandbox.shell("echo c >file; sem -a file --fg cat; drover run -v --lb -a file --semaphore --fg cat").finish()
                .exited(0).printed("c\ncat \nc\n").saidNothing();
    }

    @ParameterizedTest
    @CsvSource({"TERM", "HUP"})
    void aSignalGoesOnToTheCommand(String signal) {
        DroverProcess sem = sandbox.shell("exec sem --fg 'trap \"echo caught; exit 7\" " + signal
                + "; echo >ready; while :; do sleep 0.02; done'").start();
        sandbox.awaitFile("ready");
        sem.signal(Signal.valueOf(signal));
        sem.awaitEnd().diedOf(Signal.valueOf(signal)).printed("caught\n");
        assertEquals(List.of(), semaphoreFiles());
    }

    @Test
    void aCommandStartsWithDefaultSignals() {
        Result result = sandbox.shell("sem 'grep SigIgn /proc/self/status'; sem --wait").start().awaitEnd();
        // From 32 on they are for the C library, which lets nobody reset them.
        assertTrue(result.out().matches("SigIgn:\t[0-9a-f]{8}[08]0{7}\n"), result::toString);
    }

    @Test
    void theLauncherKnowsTheOtherNames() throws IOException {
        for (String name : List.of("sem", "drover-sem")) {
            Path link = Files.createSymbolicLink(sandbox.path(name), Sandbox.launcher());
            sandbox.shell("./" + name + " --fg echo " + name).finish().exited(0).printed(name + "\n").saidNothing();
            Files.delete(link);
        }
        sandbox.shell("drover sem --fg echo a; drover run -j2 --semaphore --fg echo b; drover run --id=x --fg -q echo 'c  d'")
                .finish().exited(0).printed("a\nb\nc  d\n").saidNothing();
    }

    @Test
    void filesArePrivate() throws IOException {
        sandbox.shell("umask 0; sem 'umask >mask; until [ -e go ]; do sleep 0.02; done'; ls").start().awaitEnd().exited(0);
        Path state = sandbox.path(STATE);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
        assertEquals(2, semaphoreFiles().size());
        for (String file : semaphoreFiles()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(file))));
        }
        awaitLines("mask", 1);
        assertEquals("0000\n", Files.readString(sandbox.path("mask")));
        sandbox.file("go", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "sem; no command", "sem --bogus x; no option --bogus", "sem -j x true; -j wants", "sem --st x true; --st wants",
        "sem echo ::: a; takes no values", "sem --id; needs a value", "drover run --timeout 9 --fg echo; drover sem", "sem -a none cat; cannot open none",
        "sem -a a -a b cat; once"
    })
    void mistakesAreOneLine(String line, String message) {
        sandbox.shell(line).finish().exited(255).printed("").oneLine(message);
    }

    @Test
    void exportedFunctionsReachTheCommandAndNotUs() {
        sandbox.shell("exec bash -c 'flock() { echo ours; }; f() { echo \"f $1\"; }; export -f flock f; "
                + Sandbox.launcher() + " sem --fg f 1; :'").finish().exited(0).printed("f 1\n").saidNothing();
    }

    @Test
    void aStoppedWaiterLeavesNobody() {
        sandbox.shell("sem --id one 'echo >ready; until [ -e go ]; do sleep 0.02; done'").start().awaitEnd().exited(0);
        sandbox.awaitFile("ready");
        int before = sandbox.processes().size();
        DroverProcess waiter = sandbox.shell("exec sem --id one --fg echo never").start();
        awaitWaiterOfASlot();
        waiter.signal(Signal.TERM);
        waiter.awaitEnd().diedOf(Signal.TERM).printed("");
        Awaits.await("its helpers to end", () -> sandbox.processes().stream()
                .noneMatch(process -> process.commandLine().startsWith("flock")), sandbox::describe);
        assertTrue(sandbox.processes().size() <= before + 1, sandbox::describe);
        sandbox.file("go", "");
    }

    @Test
    void withoutAHomeThereIsOneLine() {
        sandbox.shell("unset HOME; sem echo").finish().exited(255).printed("").oneLine("HOME");
    }

    @Test
    void namesDoNotMeet() {
        sandbox.shell("sem --id a/b 'until [ -e go ]; do sleep 0.02; done'; sem --id 'a%2fb' --st -9 --fg echo other;"
                + " sem --id a/b --st -0.1 --fg echo same; touch go").start().awaitEnd().exited(0).printed("other\n");
    }
}
