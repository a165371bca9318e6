package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.drover.posix.Posix;
import io.drover.posix.ProcessTree;
import io.drover.posix.Signal;
import io.drover.proto.SupervisorSight;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Processes that a service keeps running beside its queue. */
class ServiceProcessesIT extends InServiceSandbox {
    /** Of each that there is, as the service tells. */
    private Map<String, SupervisorSight.Process> processes() {
        return ask(LOOK).stream()
                .flatMap(reply -> reply.getSight().getProcessesList().stream())
                .collect(Collectors.toMap(SupervisorSight.Process::getName, Function.identity()));
    }

    private SupervisorSight.Process awaitState(String name, String state) {
        Awaits.await(name + " to be " + state, () -> processes().containsKey(name) && processes().get(name).getState().equals(state),
                () -> processes() + sandbox.describe());
        return processes().get(name);
    }

    private void jobs(String... tables) {
        sandbox.file("jobs.toml", "[[process]]\n" + String.join("\n[[process]]\n", tables));
    }

    private static final String DB = "name = \"db\"\ncommand = [\"sleep\", \"1000\"]\nstart_seconds = 0.1\n";
    private static final String WEB = """
            name = "web"
            command = "echo $DROVER_PROCESS is $$; until test -e crash; do sleep 0.02; done; rm crash; echo oops >&2; exit 7"
            after = "db"
            start_seconds = 0
            backoff = { first = 0.01, most = 0.01 }
            """;

    private static final String NEW = """
            name = "new"
            count = 2
            command = "test ! -e broken && exec sleep 1000"
            start_seconds = 1
            """;

    @Test
    void theyAreWatchedSteeredAndReloaded() throws Exception {
        jobs(DB, WEB, "name = \"bad\"\ncommand = \"echo no; exit 3\"\nbackoff = {first=0, most=0}\ngive_up = {failures=3, within=60}\n");
        DroverProcess service = service("-f jobs.toml");
        SupervisorSight.Process db = awaitState("db.1", "running");
        SupervisorSight.Process web = awaitState("web.1", "running");
        assertTrue(Posix.exists((int) db.getPid()) && Posix.exists((int) web.getPid()));
        SupervisorSight.Process bad = awaitState("bad.1", "gave_up");
        assertEquals("exit 3 2 0", bad.getLast() + " " + bad.getRestarts() + " " + bad.getPid());
        assertTrue(said("why bad.1").contains("has failed 3 times within 60.0 s, and is not started any more"));

        sandbox.file("crash", "");
        Awaits.await("it to be started again", () -> processes().get("web.1").getRestarts() == 1, sandbox::describe);
        web = awaitState("web.1", "running");
        assertTrue(said("why web").contains("the last that has ended: exit 7 after"));
        assertEquals("web.1 is " + web.getPid(), last(said("logs web")));
        assertEquals(3, lines("etl-logs/web.1.log"), () -> read("etl-logs/web.1.log"));

        assertTrue(said("stop --process web etl").startsWith("etl: web.1 is being stopped"));
        awaitState("web.1", "stopped");
        assertTrue(said("start --process web.1").contains("etl: web.1 has been"));
        awaitState("web.1", "running");
        drover("restart --process nobody").exited(255).oneLine("there is no process nobody, but db.1, web.1, bad.1");
        drover("start").exited(255).oneLine("say which with --process");
        assertEquals("hi\n", said("submit --wait echo hi"));

        jobs(DB, WEB.replace("command", "count = 2\ncommand"), NEW);
        assertEquals(
                "db stays as it is\nweb goes on, by its new rules: 1 become 2\nnew is new, and starts\nbad is gone, and is ended\n",
                said("reload --dry-run"));
        assertEquals(List.of("bad.1", "db.1", "web.1"), processes().keySet().stream().sorted().toList());
        long before = processes().get("web.1").getPid();
        service.signal(Signal.HUP);
        awaitState("web.2", "running");
        awaitState("new.1", "running");
        assertEquals(db.getPid(), processes().get("db.1").getPid());
        assertEquals(before, processes().get("web.1").getPid());
        service.awaitComplaint("drover: new is new, and starts\n");
        startAnewOneAfterTheOther(service);
        before = processes().get("web.1").getPid();
        Files.writeString(sandbox.path("jobs.toml"), "[[proces]]");
        drover("reload").exited(255).oneLine("nothing is done: jobs.toml:1:1: unknown key 'proces'");
        assertEquals(before, processes().get("web.1").getPid());

        said("stop");
        service.awaitEnd().exited(0);
        assertEquals(false, Posix.exists((int) before));
    }

    private void startAnewOneAfterTheOther(DroverProcess service) {
        long first = processes().get("web.1").getPid();
        assertEquals("etl: web starts anew, one process after the other\netl: web.1 is ready\netl: web.2 is ready\n", said("restart --rolling --process web"));
        assertTrue(first != processes().get("web.1").getPid());
        awaitState("new.2", "running");
        long second = processes().get("new.2").getPid();
        sandbox.file("broken", "");
        drover("restart --rolling --process new").exited(255).oneLine("etl: new.1 did not come up (exit 1): new.2 stays as it was");
        service.awaitComplaint("drover: new.1 did not come up (exit 1): new.2 stays as it was\n");
        assertEquals(second, processes().get("new.2").getPid());
        assertTrue(said("status --json").contains("\"rolling\":{\"done\":[],\"current\":null,\"left\":[\"new.2\"],\"failure\":\"new.1 did not"));
        drover("restart --rolling").exited(255).oneLine("--rolling is for --process");
    }

    private static String last(String lines) {
        return lines.substring(lines.stripTrailing().lastIndexOf('\n') + 1).strip();
    }

    @Test
    void nobodyIsLeftWhoeverIsKilled() {
        jobs(DB, WEB);
        DroverProcess service = service("-f jobs.toml");
        awaitState("web.1", "running");
        long first = processes().get("web.1").getPid();
        Posix.kill(sandbox.workers().stream().filter(worker -> children(worker).contains((int) first)).findFirst().orElseThrow().pid(), Signal.KILL);
        Awaits.await("another", () -> processes().get("web.1").getRestarts() == 1, sandbox::describe);
        awaitState("web.1", "running");
        service.signal(Signal.KILL);
        service.awaitEnd();
        sandbox.awaitNobodyLeft();
        DroverProcess again = service("-f jobs.toml");
        awaitState("web.1", "running");
        again.signal(Signal.TERM);
        again.awaitEnd().exited(0);
    }

    private static List<Integer> children(RunProcess worker) {
        return ProcessTree.read().childrenOf(worker.pid());
    }

    @Test
    void theyStartInTheirOrderAndStartAnewWhenTheyAreNotWell() throws IOException {
        AtomicInteger status = new AtomicInteger(500);
        HttpServer http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        http.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        http.start();
        ServerSocket tcp = new ServerSocket(0);
        try {
            jobs(
                    "name = \"setup\"\ncommand = \"until test -e go; do sleep 0.02; done\"\nready = \"exit\"\nautorestart = \"never\"\n",
                    watched("tcp", "tcp = \":" + tcp.getLocalPort() + "\""),
                    watched("http", "http = \"http://localhost:" + http.getAddress().getPort() + "/health\""),
                    watched("command", "command = \"test -e well\""));
            DroverProcess service = service("-f jobs.toml");
            awaitState("setup.1", "starting");
            for (String name : List.of("tcp.1", "http.1", "command.1")) {
                assertEquals("waiting", processes().get(name).getState());
            }
            assertTrue(said("why tcp").contains("for setup.1, which is starting"));
            sandbox.file("go", "");
            awaitState("setup.1", "exited");
            awaitState("tcp.1", "running");
            Awaits.await("the check to fail", () -> processes().get("http.1").getComplaint().endsWith("/health: status 500"), sandbox::describe);
            assertEquals("starting", processes().get("http.1").getState());
            status.set(204);
            awaitState("http.1", "running");
            Awaits.await("the command to fail", () -> processes().get("command.1").getComplaint().equals("exit 1"), sandbox::describe);
            sandbox.file("well", "");
            awaitState("command.1", "running");
            Files.delete(sandbox.path("well"));
            awaitRestart("command.1");
            tcp.close();
            awaitRestart("tcp.1");
            service.awaitComplaint("tcp.1 is ended: its health check: :" + tcp.getLocalPort() + ": Connection refused");
            status.set(500);
            awaitRestart("http.1");
            said("stop");
            service.awaitEnd().exited(0);
        } finally {
            tcp.close();
            http.stop(0);
        }
    }

    private static String watched(String name, String check) {
        return """
                name = "%s"
                command = ["sleep", "1000"]
                after = "setup"
                backoff = { first = 0, most = 0 }
                health = { %s, interval = 0.05, timeout = 5, failures = 2, start = 100 }
                """.formatted(name, check);
    }

    private void awaitRestart(String name) {
        Awaits.await(name + " to be started anew", () -> processes().get(name).getRestarts() > 0, () -> processes() + sandbox.describe());
    }

    @Test
    void theyEndByTheirSignalOrAreKilledAndLeaveNobody() {
        jobs(
                "name = \"polite\"\nstop_signal = \"USR1\"\ngrace = 100\ncommand = \"trap 'echo bye; exit 4' USR1; echo hi; while :; do sleep 0.02; done\"\n",
                "name = \"deaf\"\ngrace = 0.1\ncommand = \"trap '' TERM; echo hi; while :; do sleep 0.02; done\"\n",
                "name = \"parent\"\nautorestart = \"never\"\ncommand = \"sleep 1000 & echo $!; setsid sleep 1000 & echo $!; exit 5\"\n");
        DroverProcess service = service("-f jobs.toml");
        Awaits.await("all to run", () -> (read("etl-logs/polite.1.log") + read("etl-logs/deaf.1.log")).equals("hi\nhi\n"), sandbox::describe);
        awaitState("parent.1", "exited");
        for (String child : read("etl-logs/parent.1.log").split("\n")) {
            Awaits.await(child + " to be gone", () -> !Posix.exists(Integer.parseInt(child)), sandbox::describe);
        }
        said("stop --process polite --process deaf");
        assertEquals("exit 4", awaitState("polite.1", "stopped").getLast());
        assertTrue(read("etl-logs/polite.1.log").contains("bye\n"), read("etl-logs/polite.1.log"));
        assertEquals("killed", awaitState("deaf.1", "stopped").getLast());
        said("stop");
        service.awaitEnd().exited(0);
    }

    @Test
    void theyHaveTheirLimitsAndTheirUser() {
        boolean root = ProcessHandle.current().info().user().filter("root"::equals).isPresent();
        jobs(
                "name = \"limited\"\nautorestart = \"never\"\ncommand = \"ulimit -n; ulimit -v; echo $0\"\n"
                        + "limits = { open_files = 77, memory = \"300M\", cpu = 0.5 }\n",
                "name = \"words\"\nautorestart = \"never\"\ncommand = [\"echo\", \"a  'b'\", \"$HOME\"]\nlimits = { open_files = 78 }\n",
                "name = \"someone\"\nautorestart = \"never\"\ncommand = \"id -un; id -gn; echo $HOME $USER $A\"\nenvironment = { A = \"1 2\" }\n"
                        + (root ? "user = \"nobody\"\n" : ""));
        DroverProcess service = service("-f jobs.toml");
        assertEquals("exit 0", awaitState("limited.1", "exited").getLast());
        assertEquals("exit 0", awaitState("words.1", "exited").getLast());
        assertEquals("exit 0", awaitState("someone.1", "exited").getLast());
        boolean grouped = !service.err().contains("limited.1 has all processors, whatever its limit: ");
        assertEquals("77\n" + (grouped ? "unlimited" : 300 << 10) + "\n/bin/sh\n", read("etl-logs/limited.1.log"));
        assertEquals("a  'b' $HOME\n", read("etl-logs/words.1.log"));
        if (root) {
            assertTrue(read("etl-logs/someone.1.log").matches("nobody\nno\\w+\n/nonexistent nobody 1 2\n"), read("etl-logs/someone.1.log"));
        }
        said("stop");
        service.awaitEnd().exited(0);
    }

    @Test
    void aFileSaysHowTheServiceIs() throws IOException {
        Files.createDirectory(sandbox.path("conf"));
        sandbox.file("conf/jobs.toml", "[service]\nname = \"etl\"\nstore = \"etl.db\"\njobs = 5\nkeep = 7\n");
        DroverProcess service = sandbox.shell("exec drover serve -f conf/jobs.toml -j3").start();
        Awaits.await("the service to take tasks", () -> ask(LOOK).isPresent(), service::describe);
        assertEquals(3, ask(LOOK).orElseThrow().getSight().getCrews(0).getSlots());
        assertEquals("hi\n", said("submit --to etl --wait echo hi"));
        sandbox.file("conf/jobs.toml", "[service]\nname = \"other\"\nstore = \"other.db\"\njobs = 9\nkeep = 8\n[[process]]\n" + DB);
        assertEquals(
                """
                db is new, and starts
                [service] has another keep: that holds from drover upgrade on, or when it is started again
                [service] has another name, store: that holds when it is stopped and started again
                """,
                said("reload etl"));
        awaitState("db.1", "running");
        assertTrue(said("upgrade etl").startsWith("etl: process "));
        assertEquals("hi\n", said("result --of etl 1"));
        assertEquals(false, Files.exists(sandbox.path("conf/other.db")));
        said("stop etl");
        service.awaitEnd().exited(0);
        sandbox.awaitNobodyLeft();
        drover("up -f conf/jobs.toml nobody").exited(255);
    }

    @Test
    void withoutAFileThereIsNothingToReload() {
        DroverProcess service = service("");
        service.signal(Signal.HUP);
        service.awaitComplaint("there is nothing to reload: no -f was given");
        drover("reload").exited(255).oneLine("it keeps no processes");
        said("stop");
        service.awaitEnd().exited(0);
        drover("serve --name etl --store etl.db -f none.toml").exited(255).oneLine("cannot read none.toml: No such file or directory");
    }
}
