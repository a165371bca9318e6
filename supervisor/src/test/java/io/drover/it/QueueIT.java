package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import io.drover.proto.ControlRequest;
import io.drover.proto.NewTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What decides when a task of a service starts. */
class QueueIT extends InServiceSandbox {
    @Test
    void aGroupHasItsOwnSlots() throws IOException {
        DroverProcess service = service("-j4");
        said("group --slots 1 one");
        said("group --pause later");
        said("submit --group one " + quoted(WAITS, "1"));
        said("submit --group later 'echo later >>order'");
        sandbox.awaitFile("at-1");
        sandbox.file("many", numbers(3000));
        said("submit --group one 'echo {} >>order' :::: many");
        assertEquals("other\n", said("submit --wait 'echo other'"));
        assertTrue(said("group").contains("one    1      no      3000     1"), said("group"));
        assertTrue(said("group --json later").contains("{\"group\":\"later\",\"slots\":null,\"paused\":true,\"tasks\":{\"waiting\":1}}"));
        drover("group --slots -1 one").exited(255).oneLine("--slots wants a number from 0");
        said("group --resume later");
        Awaits.await("the other group to go on", () -> read("order").equals("later\n"), sandbox::describe);
        said("group --slots 2 one");
        Awaits.await("the second slot to be used", () -> read("order").startsWith("later\n1\n2\n"), sandbox::describe);
        sandbox.file("go-1", "");
        said("group --pause one");
        said("stop");
        service.awaitEnd().exited(0);
        DroverProcess again = service("-j4");
        assertEquals("here\n", said("submit --wait 'echo here'"));
        assertTrue(said("group one").contains("one    2      yes"), said("group one"));
        said("stop");
        again.awaitEnd().exited(0);
    }

    @Test
    void tasksAreStashedEditedAndQuarantined() throws IOException {
        DroverProcess service = service("-j1");
        said("submit --stash 'echo one >>order'");
        said("submit --stash 'echo two >>order'");
        said("submit --stash --group g 'echo three >>order'");
        assertEquals("4\n", said("submit --retries 9 'kill -9 $PPID'"));
        awaitStates("the poison to be out of the way", "1 stashed, 2 stashed, 3 stashed, 4 quarantined");
        sandbox.file("editor", "sed -i s/one/1/ \"$1\"\n");
        sandbox.shell("VISUAL='sh editor' drover edit 1").start().awaitEnd().exited(0).saidNothing();
        sandbox.shell("VISUAL=true drover edit 1").start().awaitEnd().exited(0).oneLine("nothing was changed");
        sandbox.shell("EDITOR='exit 3;' drover edit 1").start().awaitEnd().exited(255).oneLine("the editor failed with 3");
        said("edit --priority 7 --env A=4 --command 'echo $A >>order' 3");
        drover("edit --priority 7 9").exited(255).oneLine("there is no task 9");
        drover("enqueue 9 3 8 4").exited(255).oneLine("there is no task 9; there is no task 8; task 4 is quarantined: only what is stashed can be enqueued; the others");
        awaitStates("one to run", "1 stashed, 2 stashed, 3 ok, 4 quarantined");
        assertTrue(said("quarantine").contains("3 workers died while it ran, the last: "), said("quarantine"));
        said("quarantine drop 4");
        drover("quarantine drop 4").exited(255).oneLine("task 4 is lost: it is not in quarantine");
        drover("quarantine drip 4").exited(255).oneLine("list, retry or drop is wanted");
        said("enqueue 1 2");
        awaitStates("all to end", "1 ok, 2 ok, 3 ok, 4 lost");
        assertEquals("4\n1\ntwo\n", read("order"));
        drover("cancel 1 2").exited(255).oneLine("task 1 has ended: ok; task 2 has ended: ok");

        said("submit " + quoted(WAITS, "5"));
        sandbox.awaitFile("at-5");
        said("submit --group g true");
        Awaits.await("the crew to take it", () -> said("why 6").contains("is next"), sandbox::describe);
        said("group --pause g");
        assertTrue(said("why 6").contains("its group is paused"), "it is given back at once");
        said("submit true");
        sandbox.file("go-5", "");
        awaitStates("others to go before it", "1 ok, 2 ok, 3 ok, 4 lost, 5 ok, 6 waiting, 7 ok");
        said("group --resume g");
        awaitStates("it to run", "1 ok, 2 ok, 3 ok, 4 lost, 5 ok, 6 ok, 7 ok");
        said("stop");
        service.awaitEnd().exited(0);
    }

    @Test
    void timesComeAlsoWhenNobodyWasThere() throws Exception {
        DroverProcess service = service("");
        assertEquals("1\n", said("submit --every '0 0 1 1 *' --key yearly 'echo every >>order'"));
        assertEquals("1\n", said("submit --every '0 0 1 1 *' --key yearly 'echo every >>order'"));
        assertEquals("2\n", said("submit --at 9990-01-01 'echo at >>order'"));
        drover("submit --every '0 0 30 2 *' true").exited(255).oneLine("--every: '0 0 30 2 *' never comes");
        drover("submit --at 2020-01-01 true").exited(255).oneLine("--at 2020-01-01 is over");
        drover("submit --at 1:00 --delay 1 true").exited(255).oneLine("--at and --delay do not go together");
        drover("submit --every @daily --wait true").exited(255).oneLine("--wait would wait for ever");
        assertTrue(said("tasks --state recurring").contains("recurring"), said("tasks"));
        assertTrue(said("tasks --json --state recurring").contains("\"every\":\"0 0 1 1 *\""));
        said("stop");
        service.awaitEnd().exited(0);
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + sandbox.path("etl.db")); Statement change = store.createStatement()) {
            change.executeUpdate("UPDATE tasks SET due = 1");
        }
        DroverProcess again = service("");
        awaitStates("both to come", "1 recurring, 2 ok, 3 ok");
        assertEquals("at\nevery\n", read("order").lines().sorted().map(line -> line + "\n").collect(Collectors.joining()));
        said("cancel 1");
        awaitStates("no more to come", "1 cancelled, 2 ok, 3 ok");
        said("stop");
        again.awaitEnd().exited(0);
    }

    @Test
    void whatWaitsInTheStoreIsNotForgottenWhenSomethingElseComes() throws IOException {
        DroverProcess service = service("-j1");
        said("submit " + quoted(WAITS, "1"));
        sandbox.awaitFile("at-1");
        sandbox.file("many", numbers(50));
        said("submit 'echo {} >>order' :::: many");
        said("submit --delay 1d true");
        sandbox.file("go-1", "");
        Awaits.await("all to run", () -> read("order").lines().count() == 50, sandbox::describe);
        said("stop");
        service.awaitEnd().exited(0);
    }

    @Test
    void aTaskIsFollowedAndExplained() throws IOException {
        DroverProcess service = service("-j1");
        said("submit 'echo begun; echo oops >&2; " + String.format(WAITS, "1") + "'");
        said("submit --after 1 true");
        sandbox.awaitFile("at-1");
        Awaits.await("it to be seen", () -> drover("logs 1").out().equals("begun\n"), sandbox::describe);
        DroverProcess follows = sandbox.shell("drover logs -f 1").start();
        Awaits.await("what is there", () -> follows.out().equals("begun\n") && follows.err().equals("oops\n"), follows::describe);
        assertTrue(said("why 2").contains("for task 1, which is running, to be ok"), said("why 2"));
        assertTrue(said("why 1").contains("has run for "), said("why 1"));
        drover("why 3").exited(255).oneLine("there is no task 3");
        drover("logs 3").exited(255).oneLine("there is no task 3");
        sandbox.file("go-1", "");
        follows.awaitEnd().exited(0);
        assertEquals("begun\n1\n", follows.out());
        assertEquals("begun\n1\n", drover("logs 1").exited(0).out());
        assertTrue(said("why 1").contains("is ok since ") && said("why 1").contains("| oops"), said("why 1"));
        drover("logs worker 0").exited(0);
        drover("tasks --state odd").exited(255).oneLine("no task is ever odd");
        said("stop");
        service.awaitEnd().exited(0);
    }

    /** A limit of the size of files is a full disk that has room again when it is taken away. */
    @Test
    void aFullDiskLosesNothing() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "no prlimit to lift the limit");
        DroverProcess service = service("");
        said("submit 'echo x >>ran; " + String.format(WAITS, "1") + "'");
        sandbox.awaitFile("at-1");
        awaitStates("it to be stored that it runs", "1 running");
        sandbox.shell("prlimit --fsize=600000: --pid " + service.pid()).start().awaitEnd().exited(0);
        int accepted = 1;
        for (int size = 50_000; size > 0; size /= 10) {
            NewTask.Builder large = NewTask.newBuilder().setCommand(ByteString.copyFromUtf8("true " + " ".repeat(size)))
                    .setDirectory(ByteString.copyFromUtf8("/")).setStash(true);
            while (ask(ControlRequest.newBuilder().setSubmit(ControlRequest.Submit.newBuilder().addTasks(large))).isPresent()) {
                accepted++;
            }
        }
        drover("submit true").exited(255).oneLine("cannot use etl.db: ");
        assertEquals(accepted - 1, count("stashed"));
        sandbox.file("go-1", "");
        Awaits.await("it to be told", () -> service.err().contains("what becomes of tasks is kept until it can be stored"), service::describe);
        sandbox.shell("prlimit --fsize=unlimited: --pid " + service.pid()).start().awaitEnd().exited(0);
        Awaits.await("its end to be stored", () -> said("result 1").equals("1\n"), service::describe);
        assertEquals("later\n", said("submit --wait 'echo later'"));
        assertEquals("x\n", read("ran"));
        said("stop");
        service.awaitEnd().exited(0);
    }

    @Test
    void aFailureIsTriedAgain() {
        DroverProcess service = service("--retries 2");
        drover("submit --wait --retries 3 --backoff 0.01,0.02 'echo z >>tries; exit 6'").exited(6);
        assertEquals("z\nz\nz\n", read("tries"));
        drover("submit --backoff 5,4 true").exited(255).oneLine("the longest is shorter than the first");
        drover("submit --wait 'echo x >>tries; exit 4'").exited(4);
        drover("submit --wait --retries 4 'echo y >>tries; exit 5'").exited(5);
        assertEquals("z\nz\nz\nx\nx\ny\ny\ny\ny\n", read("tries"));
        said("stop");
        service.awaitEnd().exited(0);
    }
}
