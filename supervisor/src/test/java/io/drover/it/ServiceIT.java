package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import io.drover.client.ControlClient;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.NewTask;
import io.drover.proto.StoredTask;
import io.drover.proto.SupervisorSight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service and its queue. */
class ServiceIT extends InSandbox {
    /** Ends when there is a file of its name. */
    private static final String WAITS = "touch at-%1$s; until test -e go-%1$s; do sleep 0.02; done; echo %1$s";

    private static final ControlRequest.Builder LOOK = ControlRequest.newBuilder().setLook(ControlRequest.Look.getDefaultInstance());

    private DroverProcess service(String more) {
        DroverProcess service = sandbox.shell("exec drover serve --name etl --store etl.db -j2 " + more).start();
        Awaits.await("the service to take tasks", () -> ask(LOOK).isPresent(), service::describe);
        return service;
    }

    /** What the service says that lives; empty where there is none. */
    private Optional<ControlReply> ask(ControlRequest.Builder request) {
        try (Stream<Path> places = Files.list(sandbox.path("tmp"))) {
            for (Path socket : places.map(place -> place.resolve("control")).filter(Files::exists).toList()) {
                try (ControlClient client = ControlClient.connect(socket)) {
                    return Optional.of(client.ask(request.clone()));
                } catch (IOException e) {
                    // That of one that was killed.
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result drover(String line) {
        return sandbox.shell("drover " + line).start().awaitEnd();
    }

    private String said(String line) {
        return drover(line).exited(0).saidNothing().out();
    }

    private void awaitStates(String what, String states) {
        String[] seen = new String[1];
        Awaits.await(what, () -> {
            seen[0] = states();
            return seen[0].equals(states);
        }, () -> seen[0] + sandbox.describe());
    }

    /** Of all tasks, in their order. */
    private String states() {
        List<String> states = new ArrayList<>();
        for (long before = Long.MAX_VALUE; before > 0;) {
            List<StoredTask> page = ask(ControlRequest.newBuilder()
                            .setList(ControlRequest.ListTasks.newBuilder().setLimit(10_000).setBefore(before)))
                    .map(reply -> reply.getTasks().getTasksList())
                    .orElse(List.of());
            page.forEach(task -> states.add(task.getId() + " " + task.getState()));
            before = page.isEmpty() ? 0 : page.get(page.size() - 1).getId();
        }
        Collections.reverse(states);
        return String.join(", ", states);
    }

    @Test
    void aTaskIsStoredRunAndAskedFor() throws IOException {
        DroverProcess service = service("");
        assertEquals("1\n", said("submit 'echo out; echo err >&2; exit 3'"));
        Result waited = drover("submit --to etl --env A=b --cwd / --wait sh -c 'echo $A \"c  d\"; pwd' x").exited(0).saidNothing();
        assertEquals("b c  d\n/\n", waited.out());
        drover("submit --wait 'exit 7'").exited(7);
        Result result = drover("result 1").exited(0);
        assertEquals("out\n", result.out());
        assertEquals("err\n", result.err());
        assertTrue(said("result --json 1").contains("\"state\":\"failed\""));
        assertEquals("4\n5\n", said("submit 'echo {}' ::: a b"));
        assertEquals("6\n7\n", sandbox.shell("printf 'echo 1\\necho 2\\n' | drover submit -").start().awaitEnd().exited(0).out());
        awaitStates("all to end", "1 failed, 2 ok, 3 failed, 4 ok, 5 ok, 6 ok, 7 ok");
        said("forget 1 2 3");
        drover("result 1").exited(255).oneLine("there is no task 1");
        drover("submit --cwd /nowhere/at/all true").exited(0);
        awaitStates("the directory to be missed", "4 ok, 5 ok, 6 ok, 7 ok, 8 failed");
        assertTrue(said("result --json 8").contains("there is no directory /nowhere/at/all"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(sandbox.path("etl.db"))));
        sandbox.shell("drover serve --name other --store etl.db").start().awaitEnd().exited(255).oneLine("is in use by");
        sandbox.shell("drover serve --name etl --store other.db").start().awaitEnd().exited(255).oneLine("something called etl runs already");
        drover("serve --name ../etl").exited(255).oneLine("--name wants letters");
        said("stop");
        service.awaitEnd().exited(0);
    }

    @Test
    void tasksWaitForTheirTurnForOthersAndForTheirTime() throws IOException {
        DroverProcess service = service("-j1");
        said("submit " + quoted(WAITS, "1"));
        sandbox.awaitFile("at-1");
        said("submit 'echo low >>order'");
        said("submit --priority 5 'echo high >>order'");
        said("submit --after 1 'echo after >>order'");
        said("submit --after 4,any 'false'");
        said("submit --after 5 'echo never'");
        said("submit --after 6,any --delay 0.3 'echo last >>order'");
        assertEquals("8\n", said("submit --key k --delay 1d true"));
        assertEquals("8\n", said("submit --key k true"));
        said("cancel 8");
        assertEquals("9\n", said("submit --key k true"));
        awaitStates("all to wait", "1 running, 2 waiting, 3 waiting, 4 blocked, 5 blocked, 6 blocked, 7 blocked, 8 cancelled, 9 waiting");
        sandbox.file("go-1", "");
        awaitStates("all to end", "1 ok, 2 ok, 3 ok, 4 ok, 5 failed, 6 cancelled, 7 ok, 8 cancelled, 9 ok");
        assertEquals("high\nlow\nafter\nlast\n", Files.readString(sandbox.path("order")));
        drover("submit --after 5 true").exited(255).oneLine("task 5 is failed");
        drover("submit --after 99 true").exited(255).oneLine("there is no task 99");
        said("retry 5");
        awaitStates("the retried one to fail again", "1 ok, 2 ok, 3 ok, 4 ok, 5 failed, 6 cancelled, 7 ok, 8 cancelled, 9 ok");
        Posix.kill(service.pid(), Signal.TERM);
        service.awaitEnd().exited(0);
    }

    @Test
    void anUrgentTaskIsNextHoweverManyWait() throws IOException {
        DroverProcess service = service("-j1");
        said("submit " + quoted(WAITS, "1"));
        sandbox.awaitFile("at-1");
        sandbox.file("many", numbers(3000));
        said("submit 'echo {} >>order' :::: many");
        Awaits.await("all to wait", () -> count("waiting") == 3000, sandbox::describe);
        said("submit --priority 1 'echo urgent >>order'");
        sandbox.file("go-1", "");
        Awaits.await("it to run", () -> lines("order") > 0, service::describe);
        Awaits.await("the urgent one to run", () -> read("order").contains("urgent"), service::describe);
        int before = List.of(read("order").split("\n")).indexOf("urgent");
        assertTrue(before < 50, () -> before + " of those that were not urgent ran before");
        said("stop");
        service.awaitEnd().exited(0);
    }

    @Test
    void whoStartedItIsToldHowItIs() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "no Python to be the service manager");
        sandbox.file("manager", """
                import os, socket
                s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                s.bind("notify")
                open("bound", "w").close()
                for i in range(100):
                    with open("told", "a") as told: told.write(s.recv(1000).decode().replace("\\n", " ") + "\\n")
                """);
        DroverProcess manager = sandbox.shell("exec python3 manager").start();
        sandbox.awaitFile("bound");
        DroverProcess service = sandbox.shell(
                "NOTIFY_SOCKET=$PWD/notify WATCHDOG_USEC=200000 exec drover serve --name etl --store etl.db").start();
        Awaits.await("it to be ready and well", () -> read("told").contains("WATCHDOG=1"), service::describe);
        assertTrue(read("told").startsWith("READY=1 STATUS=takes tasks\n"), read("told"));
        Posix.kill(service.pid(), Signal.TERM);
        service.awaitEnd().exited(0);
        Awaits.await("it to have said that it ends", () -> read("told").contains("STOPPING=1\n"), () -> read("told"));
        Posix.kill(manager.pid(), Signal.KILL);
        manager.awaitEnd();
    }

    @Test
    void noMoreAreKeptThanAreWanted() {
        DroverProcess service = service("--keep 100");
        sandbox.file("many", numbers(1500));
        said("submit --priority 1 'echo {} >/dev/null' :::: many");
        Awaits.await("all to end, and most to be forgotten", () -> count("ok") < 1000 && count("waiting") + count("running") == 0, sandbox::describe);
        assertEquals("1501\n", said("submit true"));
        said("stop");
        service.awaitEnd().exited(0);
    }

    private static String quoted(String command, String name) {
        return "'" + String.format(command, name) + "'";
    }

    @Test
    void aStopLetsWhatRunsEndAndKeepsWhatWaits() throws IOException {
        DroverProcess service = service("-j1");
        said("submit " + quoted(WAITS, "1"));
        said("submit 'echo two'");
        sandbox.awaitFile("at-1");
        said("stop");
        sandbox.file("go-1", "");
        service.awaitEnd().exited(0);
        DroverProcess again = service("-j1");
        awaitStates("the second to run", "1 ok, 2 ok");
        said("stop");
        again.awaitEnd().exited(0);
    }

    @Test
    void whatRanWhenItWasKilledFollowsItsRule() throws IOException {
        for (String rule : List.of("hold", "fail", "rerun")) {
            Files.deleteIfExists(sandbox.path("at-1"));
            DroverProcess service = service("-j1 --interrupted " + rule);
            said(rule.equals("hold") ? "submit " + quoted(WAITS, "1") : "retry 1");
            sandbox.awaitFile("at-1");
            Posix.kill(service.pid(), Signal.KILL);
            service.awaitEnd();
            DroverProcess again = service("-j1 --interrupted " + rule);
            if (rule.equals("rerun")) {
                sandbox.file("go-1", "");
                awaitStates("it to run again", "1 ok");
            } else {
                awaitStates("the rule to be followed", rule.equals("hold") ? "1 held" : "1 lost");
            }
            said("stop --now");
            again.awaitEnd().exited(0);
        }
    }

    /** More of it: -Ddrover.it.kills=50. */
    @Test
    void whatWasAcceptedIsDoneHoweverOftenTheServiceIsKilled() throws Exception {
        int kills = Integer.getInteger("drover.it.kills", 3);
        int clients = kills < 10 ? 2 : 8;
        int each = kills < 10 ? 300 : 2500;
        Random random = new Random(5);
        DroverProcess service = service("");
        Set<Long> accepted = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> submitting = IntStream.range(0, clients)
                .mapToObj(client -> CompletableFuture.runAsync(() -> {
                    for (int i = 1; i <= each; i++) {
                        long id = submitted("echo " + client + "-" + i + " >>done");
                        assertTrue(accepted.add(id), () -> id + " was given twice");
                    }
                }))
                .toList();
        for (int kill = 0; kill < kills; kill++) {
            long more = lines("done") + 1 + random.nextInt(Math.max(2, clients * each / (2 * kills)));
            DroverProcess killed = service;
            Awaits.await("more to be done", () -> lines("done") >= more || submitting.stream().allMatch(CompletableFuture::isDone), killed::describe);
            Posix.kill(service.pid(), Signal.KILL);
            service.awaitEnd();
            service = service("");
        }
        submitting.forEach(CompletableFuture::join);
        assertEquals(clients * each, accepted.size());
        Awaits.await("all to be done", () -> count("waiting") + count("running") == 0, () -> drover("status").out());
        List<String> states = List.of(states().split(", "));
        assertEquals(List.of(), accepted.stream().filter(id -> !states.contains(id + " ok")).toList(), "accepted, and not done");
        said("stop");
        service.awaitEnd().exited(0);
        Set<String> done = Set.copyOf(Files.readAllLines(sandbox.path("done")));
        for (int client = 0; client < clients; client++) {
            for (int i = 1; i <= each; i++) {
                assertTrue(done.contains(client + "-" + i), client + "-" + i);
            }
        }
    }

    /** Again until it is accepted: one that was killed before it said so may have stored it as well. */
    private long submitted(String command) {
        NewTask task = NewTask.newBuilder()
                .setCommand(ByteString.copyFromUtf8(command))
                .setDirectory(ByteString.copyFromUtf8(sandbox.path(".").toString()))
                .build();
        ControlRequest.Builder request = ControlRequest.newBuilder().setSubmit(ControlRequest.Submit.newBuilder().addTasks(task));
        long[] id = new long[1];
        Awaits.await("a service that accepts it", () -> {
            ask(request).ifPresent(reply -> id[0] = reply.getSubmitted().getIds(0));
            return id[0] > 0;
        }, sandbox::describe);
        return id[0];
    }

    private long count(String state) {
        return ask(LOOK).stream()
                .flatMap(reply -> reply.getSight().getStoredList().stream())
                .filter(stored -> stored.getState().equals(state))
                .mapToLong(SupervisorSight.StateCount::getTasks)
                .sum();
    }

    private long lines(String file) {
        return read(file).lines().count();
    }

    /** Empty where it is not there. */
    private String read(String file) {
        try {
            return Files.exists(sandbox.path(file)) ? Files.readString(sandbox.path(file)) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
