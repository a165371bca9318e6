package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What a service shows by HTTP. */
class HttpIT extends InSteeredSandbox {
    private void stop(HttpService service) {
        Posix.kill(service.process().pid(), Signal.TERM);
        service.process().awaitEnd().exited(0);
    }

    @Test
    void whoKnowsTheTokenSeesHowItIs() throws IOException {
        HttpService service = new HttpService(sandbox, "");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(sandbox.path("web.token"))));
        said("submit", "--wait", "true");
        assertTrue(service.get("/api/v1/status").startsWith("200 {\"kind\":\"service\",\"name\":\"web\","), service.get("/api/v1/status"));
        Awaits.await("the task to be counted", () -> service.get("/metrics").contains("\ndrover_task_run_seconds_count 1\n"), () -> service.get("/metrics"));
        assertTrue(service.get("/metrics").contains("\ndrover_tasks_total{state=\"ok\"} 1.0\n"), service.get("/metrics"));

        String local = " HTTP/1.1\nHost: localhost\nConnection: close\n";
        assertStatus(200, service.raw("GET /healthz" + local + "\n"));
        assertStatus(200, service.raw("GET /readyz" + local + "\n"));
        for (String path : new String[] {"/metrics", "/api/v1/status", "/nothing"}) {
            assertStatus(401, service.raw("GET " + path + local + "\n"));
            assertStatus(401, service.raw("GET " + path + local + "Authorization: Bearer " + service.token() + "x\n\n"));
            assertStatus(401, service.raw("GET " + path + local + "Authorization: Basic " + service.token() + "\n\n"));
        }
        assertStatus(200, service.raw("GET /metrics" + local + "Authorization: bearer " + service.token() + "\n\n"));
        assertTrue(service.get("/nothing").startsWith("404 "));
        assertTrue(service.ask("POST", "/api/v1/status", "").startsWith("405 "));
        stop(service);
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    @Test
    void promtoolFindsNothingWrongWithItsMetrics() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/promtool")), "promtool is not installed: it is in Debian's package prometheus");
        HttpService service = new HttpService(sandbox, "--http-open-metrics");
        String metrics = service.raw("GET /metrics HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        sandbox.file("metrics", metrics.substring(metrics.indexOf("\n\n") + 2));
        assertEquals("", sandbox.shell("promtool check metrics <metrics 2>&1").start().awaitEnd().exited(0).out());
        stop(service);
    }
}
