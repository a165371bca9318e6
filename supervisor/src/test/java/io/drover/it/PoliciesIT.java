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
}
