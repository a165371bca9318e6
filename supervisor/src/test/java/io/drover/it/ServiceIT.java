package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A service and its queue. */
class ServiceIT extends InServiceSandbox {
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
    void noMoreAreKeptThanAreWanted() {
        DroverProcess service = service("--keep 100");
        sandbox.file("many", numbers(1500));
        said("submit --priority 1 'echo {} >/dev/null' :::: many");
        Awaits.await("all to end, and most to be forgotten", () -> count("ok") < 1000 && count("waiting") + count("running") == 0, sandbox::describe);
        assertEquals("1501\n", said("submit true"));
        said("stop");
        service.awaitEnd().exited(0);
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
}
