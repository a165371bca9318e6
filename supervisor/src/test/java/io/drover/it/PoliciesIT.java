package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** How a service deals with workers and tasks that are not as they should be. */
class PoliciesIT extends InServiceSandbox {
    private static final String WAITING = "touch at; until test -e go; do sleep 0.02; done";

    @Test
    void workersThatCannotStartAreTriedAgainAndTheServiceGoesOn() throws Exception {
        sandbox.file("options", "");
        DroverProcess service = sandbox.shell("export JDK_JAVA_OPTIONS=@$PWD/options;"
                + " exec drover serve --name etl --store etl.db -j1 --http 127.0.0.1:0").start();
        service.awaitComplaint("its page is at ");
        assertTrue(drover("submit --to etl --wait 'echo 1'").out().equals("1\n"));
        sandbox.file("options", "-XX:NoSuchOption\n");
        sandbox.workers().forEach(worker -> Posix.kill(worker.pid(), Signal.KILL));
        submitted("echo 2");
        service.awaitComplaint("tried again in ");
        String page = service.err().lines().filter(line -> line.contains("its page is at ")).findFirst().orElseThrow().split("page is at ")[1];
        HttpResponse<String> readiness = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(page).resolve("/readyz")).build(), HttpResponse.BodyHandlers.ofString());
        assertTrue(readiness.statusCode() == 503 && readiness.body().startsWith("workers cannot start: "), readiness::body);
        assertTrue(said("why --of etl 2").contains("nothing starts: workers cannot start: exit 1"), service::describe);
        sandbox.file("options", "");
        awaitStates("it to run after all", "1 ok, 2 ok");
        assertTrue(service.err().contains("drover: workers start again\n"), service::describe);
        said("stop etl");
        service.awaitEnd().exited(0);
    }

    @Test
    void workersThatHaveDoneEnoughAndTasksThatTakeTooMuchAreReplacedAndEnded() {
        DroverProcess service = service("-j2 --recycle-after 5 --task-memory 60M");
        submitted(WAITING);
        sandbox.awaitFile("at");
        int first = sandbox.workers().get(0).pid();
        for (int i = 0; i < 6; i++) {
            submitted("echo " + i);
        }
        Awaits.await("another worker", () -> sandbox.workers().stream().anyMatch(worker -> worker.pid() != first), sandbox::describe);
        Awaits.await("all but the one that runs to end", () -> count("ok") == 6, sandbox::describe);
        assertTrue(sandbox.workers().stream().anyMatch(worker -> worker.pid() == first), "what it runs goes on");
        // A shell has what it reads in one variable.
        submitted("x=$(head -c 200000000 /dev/zero | tr '\\0' x); sleep 100");
        Awaits.await("it to be ended", () -> count("failed") == 1, sandbox::describe);
        assertTrue(service.err().contains("task 8 is ended: its processes used more than 60 MiB: "), service::describe);
        assertTrue(said("result --json 8").contains("\"why\":\"too much memory: its processes used more than 60 MiB: "), () -> said("result --json 8"));
        sandbox.file("go", "");
        Awaits.await("the first worker to leave", () -> sandbox.workers().stream().noneMatch(worker -> worker.pid() == first), sandbox::describe);
        said("stop etl");
        service.awaitEnd().exited(0);
    }

    @Test
    void aWorkerThatIsSilentIsLookedAtAndReplaced() {
        DroverProcess service = service("-j1 --silence 2");
        submitted(WAITING);
        sandbox.awaitFile("at");
        int silent = sandbox.workers().get(0).pid();
        Posix.kill(silent, Signal.STOP);
        service.awaitComplaint(" silent 2.");
        service.awaitComplaint("thread dump of worker");
        Awaits.await("its task to be lost", () -> count("lost") == 1, sandbox::describe);
        submitted("true");
        Awaits.await("another worker", () -> count("ok") == 1, sandbox::describe);
        assertTrue(sandbox.workers().stream().noneMatch(worker -> worker.pid() == silent), sandbox::describe);
        said("stop etl");
        service.awaitEnd().exited(0);
    }
}
