package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.Signal;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Runs and flows that are looked at and steered from outside. */
class ControlIT extends InSteeredSandbox {
    @Test
    void aRunIsSeenScaledPausedAndStopped() throws IOException {
        DroverProcess run = sandbox.run("-j2", "-k", "--name", "nap", WAITS, ":::", "1", "2", "3", "4", "5", "6").start();
        await("two tasks to run", " 2/2 4 0;");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())));
        String[] row = said("ps").lines().skip(1).findFirst().orElseThrow().split(" +", 10);
        assertEquals(List.of("run", "nap", "running", "2/2", "4", "0", "0"), List.of(row).subList(1, 8));
        assertTrue(said("status", "--json", "nap").contains("\"command\":\"until test -e go2; do"), "the running task is not there");

        assertEquals("nap: 3 tasks at a time\n", said("scale", "nap", "+1"));
        await("a third task to run", " 3/3 3 0;");
        assertEquals("nap: 1 task at a time\n", said("scale", "1"));
        go("1", "2");
        await("the two to be done, and none to begin", " 1/1 3 2");

        assertEquals("nap: no task starts\n", said("pause"));
        go("3");
        await("nothing to start", " 0/1 3 3held by an order");
        said("resume", "nap");
        await("the next to start", " 1/1 2 3");
        said("cancel", "4", "6");
        await("the fifth to run alone", " 1/1 0 5");
        assertEquals("nap: it ends\n", said("stop"));
        Result result = run.awaitEnd().diedOf(Signal.TERM);
        assertEquals(List.of("1", "2", "3"), result.outLines().stream().sorted().toList());
        result.complained("submitted 6 = ok 3 + failed 0 + timed out 0 + lost 0 + cancelled 3");
    }

    @Test
    void newWorkersTakeOverWhileTasksRun() {
        DroverProcess run = sandbox.run("-j1", WAITS, ":::", "1", "2").start();
        await("a task to run", " 1/1 ");
        assertTrue(said("restart").endsWith("1 worker is replaced, each when another is ready\n"));
        await("a worker to leave", " leaving;");
        go("1", "2");
        assertEquals(List.of("1", "2"), run.awaitEnd().exited(0).saidNothing().outLines().stream().sorted().toList());
    }

    @Test
    void aFlowIsDrainedAndItsStagesAreScaled() {
        DroverProcess run = sandbox.run(
                        "-j1", "--stage", "first", "until test -e go; do sleep 0.02; done; echo {}",
                        "--then", "--stage", "second", "-j1", "echo {}+", "::::", "-")
                .input(numbers(100_000)).start();
        await("a task to run", "first 1/1 ");
        drover("scale", "2").exited(255).oneLine("say which stage: first, second");
        said("scale", "--stage", "first", "2");
        await("two tasks to run", "first 2/2 ");
        said("drain");
        sandbox.file("go", "");
        Result result = run.awaitEnd().exited(0).saidNothing();
        List<String> lines = result.outLines();
        assertTrue(lines.size() > 1 && lines.size() < 50_000 && lines.contains("1+"), result::toString);
    }

    @Test
    void aRunningCommandGetsSignals() {
        DroverProcess run = sandbox.run(
                        "-j1", "trap 'echo {} >told{}' USR1; echo ready >ready{}; until test -e go{}; do sleep 0.02; done; echo {}", ":::", "1", "2")
                .start();
        sandbox.awaitFile("ready1");
        await("a task to run", " 1/1 1 0;");
        said("signal", "1", "USR1");
        sandbox.awaitFile("told1");
        drover("signal", "2", "HUP").exited(255).oneLine("task 2 does not run");
        drover("signal", "1", "NONE").exited(255).oneLine("no such signal: NONE");
        said("signal", "1", "STOP");
        Awaits.await("the command to be stopped", () -> shellOf("go1") == 'T', sandbox::describe);
        said("signal", "1", "CONT");
        go("1");
        sandbox.awaitFile("ready2");
        said("signal", "2", "KILL");
        run.awaitEnd().exited(1).printed("1\n");
    }

    /** The state of the shell that has this word in its command. */
    private char shellOf(String word) {
        return sandbox.processes().stream()
                .filter(process -> process.commandLine().startsWith("/bin/sh -c trap") && process.commandLine().contains(word))
                .map(RunProcess::state)
                .findFirst()
                .orElse('?');
    }

    @Test
    void whatATaskWaitsForIsSaid() {
        String first = "test -e tried{} || { touch tried{}; exit 3; }; touch again{}; ";
        DroverProcess run = sandbox.run("-j1", "--retries", "2", first + WAITS, ":::", "1", "2", "3").start();
        sandbox.awaitFile("again1");
        await("the first to run", " 1/1 2 0;");
        assertTrue(
                said("why", "1").matches("(?s)task 1: test -e tried1 .*\nhas run for [0-9.]+ s in slot 1 of worker 0 .*\n1 attempt has ended, the last: exit 3\n"),
                said("why", "1"));
        String waits = said("why", "2");
        assertTrue(waits.contains("others are before it") || waits.contains("is with worker 0"), waits);
        String worker = said("why", "worker", "0");
        assertTrue(worker.startsWith("worker 0: is ready (generation 1)") && worker.contains("\nruns task 1 in slot 1 for "), worker);
        drover("why", "4").exited(255).oneLine("task 4 is not here");
        drover("why", "worker", "9").exited(255).oneLine("there is no worker 9");
        said("pause");
        go("1");
        Awaits.await("why the second does not start", () -> said("why", "2").contains("nothing starts: held by an order"), () -> said("why", "2"));
        said("stop");
        run.awaitEnd().diedOf(Signal.TERM);
    }

    @Test
    void whoIsMeantIsSaidWhereThereAreTwo() {
        drover("status").exited(255).oneLine("nothing of yours runs here");
        assertEquals("", said("ps"));
        DroverProcess one = sandbox.run("-j1", "--name", "one", WAITS, ":::", "1").start();
        DroverProcess other = sandbox.run("-j1", "--no-control", WAITS, ":::", "2").start();
        await("the one to be seen", " 1/1 0 0;");
        DroverProcess third = sandbox.run("-j1", "--name", "third", WAITS, ":::", "3").start();
        Awaits.await("the third to be seen", () -> seen("third").contains(" 1/1"), () -> seen(""));
        drover("status").exited(255).oneLine("say which one: one, third");
        drover("stop", "two").exited(255).oneLine("nothing is called two; there is one, third");
        said("stop", "--now", "third");
        third.awaitEnd().diedOf(Signal.TERM);
        go("1", "2");
        one.awaitEnd().exited(0).printed("1\n");
        other.awaitEnd().exited(0).printed("2\n");
    }

    @Test
    void whatIsNoRequestChangesNothing() throws IOException {
        DroverProcess run = sandbox.run("-j1", WAITS, ":::", "1", "2").start();
        await("a task to run", " 1/1 1 0;");
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[1 + random.nextInt(i % 10 == 0 ? 100_000 : 40)];
            random.nextBytes(noise);
            try (SocketChannel stranger = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
                stranger.write(ByteBuffer.wrap(noise));
            } catch (IOException e) {
                // It was hung up on.
            }
        }
        await("all to be as before", " 1/1 1 0;");
        go("1", "2");
        run.awaitEnd().exited(0).printed("1\n2\n").saidNothing();
    }

    @Test
    void anotherUserIsHungUpOn() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can be another user");
        DroverProcess run = sandbox.run("-j1", WAITS, ":::", "1").start();
        await("a task to run", " 1/1 ");
        // Even if the directory let them in.
        Path directory = socket().getParent();
        for (Path open = directory; !open.equals(sandbox.path("..").normalize()); open = open.getParent()) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
        String ask = "import socket,sys; s = socket.socket(socket.AF_UNIX); s.settimeout(60); s.connect(sys.argv[1]); "
                + "s.sendall(bytes([4, 8, 1, 18, 0])); print(len(s.recv(100)) > 0)";
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")) && Files.isExecutable(Path.of("/usr/bin/setpriv")), "no Python to be one");
        String line = "/usr/bin/python3 -c '" + ask + "' " + socket();
        sandbox.shell(line).start().awaitEnd().exited(0).printed("True\n");
        Result other = sandbox.shell("setpriv --reuid 65534 --regid 65534 --clear-groups " + line).start().awaitEnd();
        assertTrue(!other.out().contains("True") && !other.err().contains("Permission"), other::toString);
        go("1");
        run.awaitEnd().exited(0).printed("1\n").saidNothing();
    }
}
