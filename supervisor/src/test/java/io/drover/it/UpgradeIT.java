package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.client.ControlClient;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.proto.SupervisorSight;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service whose program is exchanged while it works. */
class UpgradeIT extends InServiceSandbox {
    /** Does something when it is to end, and notes whether the other of its name still runs. */
    private static final String ALONE = """
            [[process]]
            name = "web"
            count = 2
            command = \""\"
                exec 9>lock-$DROVER_PROCESS
                flock -n 9 || echo $DROVER_PROCESS >>twice
                echo $DROVER_PROCESS >>begun
                trap '%s' TERM
                while true; do sleep 0.1; done\""\"
            """;
    private static final String COUNTED = "echo $PARALLEL_SEQ >>done; sleep 0.01";
    /** Beside others, so many. */
    private static final String BESIDE = "touch run/$PARALLEL_SEQ; ls run | wc -l >>beside; sleep 0.15; " + COUNTED + "; rm run/$PARALLEL_SEQ";

    /** Who has the name now, and no successor under way; 0: nobody. */
    private int current() {
        return owner(true);
    }

    /** Who has the name now; 0: nobody. */
    private int owner(boolean settled) {
        try (Stream<Path> places = Files.list(sandbox.path("tmp"))) {
            for (Path socket : places.map(place -> place.resolve("control")).filter(Files::exists).toList()) {
                try (ControlClient client = ControlClient.connect(socket)) {
                    SupervisorSight sight = client.look();
                    if (!sight.getDeparting() && (!settled || sight.getSuccessor() == 0)) {
                        return (int) sight.getPid();
                    }
                } catch (IOException e) {
                    // That of one that was killed.
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private int awaitOther(int before) {
        int[] now = new int[1];
        Awaits.await("another to take over", () -> {
            now[0] = current();
            return now[0] != 0 && now[0] != before;
        }, sandbox::describe);
        return now[0];
    }

    private void awaitGone(int pid) {
        Awaits.await("the end of " + pid, () -> sandbox.processes().stream().noneMatch(process -> process.pid() == pid), sandbox::describe);
    }

    /** Submits a line from time to time until there is a file "enough"; each is in "sent" and then, with its number, in "ids". */
    private DroverProcess stream(String line) {
        return sandbox.shell("until test -e enough; do echo " + quoted(line, "") + "; echo x >>sent; sleep 0.2; done | drover submit --to etl - >ids").start();
    }

    /** Returns their numbers. */
    private List<Long> awaitEnd(DroverProcess stream) throws IOException {
        sandbox.file("enough", "");
        stream.awaitEnd().exited(0).saidNothing();
        List<Long> ids = Files.readAllLines(sandbox.path("ids")).stream().map(Long::parseLong).toList();
        assertEquals(lines("sent"), ids.size());
        assertEquals(ids.size(), Set.copyOf(ids).size());
        return ids;
    }

    private static int port(DroverProcess service) {
        Awaits.await("its page", () -> service.err().contains("takes tasks"), service::describe);
        Matcher place = Pattern.compile("its page is at http://127\\.0\\.0\\.1:(\\d+)/").matcher(service.err());
        assertTrue(place.find(), service::describe);
        return Integer.parseInt(place.group(1));
    }

    /** Asks how the service is, all the time, each time anew. */
    private static final class Caller implements AutoCloseable {
        final int port;
        private final AtomicBoolean enough = new AtomicBoolean();
        private final Set<String> answers = ConcurrentHashMap.newKeySet();
        private final CompletableFuture<Void> asking = CompletableFuture.runAsync(this::ask);

        Caller(int port) {
            this.port = port;
        }

        private void ask() {
            while (!enough.get()) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    answers.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).lines().findFirst().orElse("nothing"));
                } catch (IOException e) {
                    answers.add(e.toString());
                }
                LockSupport.parkNanos(1_000_000);
            }
        }

        @Override
        public void close() {
            enough.set(true);
            asking.join();
            assertEquals(Set.of("HTTP/1.1 200 OK"), answers);
        }
    }

    @Test
    void underLoadNoTaskIsLostAndNoneRunsTwice() throws Exception {
        Files.createDirectory(sandbox.path("run"));
        DroverProcess service = service("--http 0");
        Caller caller = new Caller(port(service));
        DroverProcess stream = stream(BESIDE);
        List<Long> outliving = new ArrayList<>();
        int pid = service.pid();
        for (int upgrade = 0; upgrade < 2; upgrade++) {
            String name = Integer.toString(upgrade);
            outliving.add(submitted("touch run/$PARALLEL_SEQ; " + String.format(WAITS, name) + "; echo $PARALLEL_SEQ >>done; rm run/$PARALLEL_SEQ"));
            sandbox.awaitFile("at-" + name);
            Posix.kill(pid, Signal.USR2);
            int before = pid;
            pid = awaitOther(before);
            Awaits.await("the old one to listen no more", () -> !ListeningPorts.ofAny(List.of(before)).contains(caller.port), sandbox::describe);
            long more = lines("done") + 5;
            Awaits.await("more to be done", () -> lines("done") >= more, sandbox::describe);
            sandbox.file("go-" + name, "");
            awaitGone(before);
        }
        caller.close();
        List<Long> accepted = new ArrayList<>(awaitEnd(stream));
        accepted.addAll(outliving);
        service.awaitEnd().exited(0);
        Awaits.await("all to be done", () -> count("waiting") + count("running") == 0, () -> drover("status").out());
        Set<String> states = new HashSet<>(List.of(states().split(", ")));
        assertEquals(List.of(), accepted.stream().filter(id -> !states.contains(id + " ok")).toList(), "accepted, and not done");
        List<String> done = Files.readAllLines(sandbox.path("done"));
        assertEquals(done.size(), Set.copyOf(done).size(), "some ran twice");
        assertEquals(accepted.size(), done.size(), "some were stored twice");
        assertEquals(Set.of("1", "2"), Set.copyOf(Files.readAllLines(sandbox.path("beside"))), "so many ran at a time");
        said("stop etl");
        awaitGone(pid);
    }

    @Test
    void whatRunsIsFinishedWhereItRuns() throws IOException {
        sandbox.file("jobs.toml", String.format(ALONE, "sleep 0.3; exit"));
        DroverProcess service = service("--log log -f jobs.toml");
        Awaits.await("both to run", () -> lines("begun") == 2, service::describe);
        DroverProcess waiting = sandbox.shell("drover submit --to etl --wait " + quoted(WAITS, "1")).start();
        sandbox.awaitFile("at-1");
        said("submit --to etl " + quoted(WAITS, "2"));
        said("submit --to etl 'echo 3'");
        sandbox.awaitFile("at-2");
        assertTrue(said("upgrade etl").matches("etl: process \\d+ has taken over from " + service.pid() + "\n"), service::describe);
        int next = awaitOther(service.pid());
        Awaits.await("processes of the new one", () -> lines("begun") == 4, sandbox::describe);
        assertEquals("", read("twice"));
        awaitStates("the third to wait for a slot", "1 running, 2 running, 3 waiting");
        assertTrue(said("why --of etl 3").contains("slots are taken by 2 tasks of a process that had this service before"));
        assertTrue(said("why --of etl 1").contains("has run for"), "the old one is asked");
        assertTrue(said("status etl").contains("predecessor: still runs 2 tasks\n"), () -> said("status etl"));
        drover("upgrade " + service.pid()).exited(255).oneLine("process " + next + " has taken over");
        said("cancel 2");
        awaitStates("the old one to end it, and the third to run in the new one", "1 running, 2 cancelled, 3 ok");
        sandbox.file("go-1", "");
        awaitStates("the first to end", "1 ok, 2 cancelled, 3 ok");
        service.awaitEnd().exited(0).saidNothing();
        waiting.awaitEnd().exited(0).saidNothing().printed("1\n");
        assertEquals("etl\n", said("submit --to etl --wait 'echo etl$DROVER_SUCCEEDS'"));

        said("submit --to etl " + quoted(WAITS, "5"));
        sandbox.awaitFile("at-5");
        said("upgrade etl");
        int last = awaitOther(next);
        said("stop --now etl");
        awaitGone(next);
        awaitGone(last);
    }

    @Test
    void whoIsKilledMeanwhileCostsNothing() throws IOException {
        Files.createDirectory(sandbox.path("logs"));
        sandbox.file("jobs.toml", String.format(ALONE, "test -e end && exit"));
        DroverProcess service = service("--log logs/log -f jobs.toml");
        said("submit --to etl " + quoted(WAITS, "1"));
        sandbox.awaitFile("at-1");
        Files.move(sandbox.path("logs"), sandbox.path("elsewhere"));
        drover("upgrade etl").exited(255).oneLine("could not take over");
        Files.move(sandbox.path("elsewhere"), sandbox.path("logs"));
        said("submit --to etl 'echo 2'");
        awaitStates("the old one to go on", "1 running, 2 ok");

        service.signal(Signal.USR2);
        Awaits.await("a new one", () -> read("logs/log").lines().filter(line -> line.endsWith("starts to take over")).count() == 2, service::describe);
        String[] words = read("logs/log").lines().filter(line -> line.endsWith("starts to take over")).reduce((one, other) -> other).orElseThrow().split(" ");
        Posix.kill(Integer.parseInt(words[3]), Signal.KILL);
        Awaits.await("the old one to say so", () -> read("logs/log").lines().filter(line -> line.endsWith("this one goes on")).count() == 2, service::describe);
        said("submit --to etl 'echo 3'");
        awaitStates("the old one to go on again", "1 running, 2 ok, 3 ok");

        said("upgrade etl");
        int next = awaitOther(service.pid());
        assertNotEquals(service.pid(), next);
        Files.delete(sandbox.path("at-1"));
        assertEquals(2, lines("begun"), "they have not ended in the old one");
        service.signal(Signal.KILL);
        service.awaitEnd();
        sandbox.awaitFile("at-1");
        Awaits.await("processes of the new one", () -> lines("begun") == 4, sandbox::describe);
        assertEquals("", read("twice"));
        sandbox.file("end", "");
        sandbox.file("go-1", "");
        awaitStates("it to run again", "1 ok, 2 ok, 3 ok");
        said("stop etl");
        awaitGone(next);
        sandbox.removeWhatKillsLeft();
    }

    /** More of it: -Ddrover.it.kills=50. */
    @Test
    void whoeverIsKilledWheneverNoTaskIsLost() throws Exception {
        int kills = Integer.getInteger("drover.it.kills", 2);
        Random random = new Random(7);
        service("");
        Set<Long> accepted = ConcurrentHashMap.newKeySet();
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> submitting = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                accepted.add(submitted(COUNTED));
                // No more than can be run meanwhile.
                LockSupport.parkNanos(100_000_000);
            }
        });
        DroverProcess stream = stream(COUNTED);
        for (int kill = 0; kill < kills; kill++) {
            int old = awaitOwner();
            int before = supervisors().size();
            Posix.kill(old, Signal.USR2);
            Awaits.await("a successor", () -> supervisors().size() > before || owner(false) != old, sandbox::describe);
            // Any moment will do.
            Thread.sleep(random.nextInt(1500));
            List<Integer> there = supervisors();
            Posix.kill(there.get(random.nextInt(there.size())), Signal.KILL);
        }
        int last = awaitOwner();
        enough.set(true);
        submitting.join();
        accepted.addAll(awaitEnd(stream));
        Awaits.await("all to be done", () -> count("waiting") + count("running") == 0, sandbox::describe);
        Set<String> states = new HashSet<>(List.of(states().split(", ")));
        assertEquals(List.of(), accepted.stream().filter(id -> !states.contains(id + " ok")).toList(), "accepted, and not done");
        Set<String> done = Set.copyOf(Files.readAllLines(sandbox.path("done")));
        assertEquals(List.of(), accepted.stream().filter(id -> !done.contains(Long.toString(id))).toList(), "accepted, and not run");
        supervisors().forEach(one -> Posix.kill(one, Signal.INT));
        awaitGone(last);
        sandbox.awaitNobodyLeft();
        sandbox.removeWhatKillsLeft();
    }

    private List<Integer> supervisors() {
        return sandbox.processes().stream().filter(RunProcess::isSupervisor).filter(one -> one.commandLine().contains(" serve ")).map(RunProcess::pid).toList();
    }

    /** Starts one where there is none, as a service manager does. */
    private int awaitOwner() {
        for (int look = 0; look < 20; look++) {
            Awaits.await("somebody, or nobody", () -> owner(false) != 0 || supervisors().isEmpty(), sandbox::describe);
            if (owner(false) == 0) {
                sandbox.shell("exec drover serve --name etl --store etl.db -j2").start();
                Awaits.await("its start", () -> owner(false) != 0 || supervisors().isEmpty(), sandbox::describe);
            }
            int current = current();
            if (current != 0) {
                return current;
            }
            Awaits.await("an upgrade to come to its end", () -> current() != 0 || supervisors().isEmpty() || owner(false) == 0, sandbox::describe);
        }
        throw new AssertionError("nobody has the service\n" + sandbox.describe());
    }
}
