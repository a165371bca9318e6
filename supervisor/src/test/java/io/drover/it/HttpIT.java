package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
        assertTrue(said("status").contains("\npage: http://127.0.0.1:" + service.port() + "/#token=" + service.token() + "\n"), said("status"));
        said("submit", "'" + WAITS.replace("{}", "1") + "'");
        Awaits.await("it to run", () -> service.get("/api/v1/status").contains("\"running\":1"), () -> service.get("/api/v1/status"));
        Posix.kill(service.process().pid(), Signal.TERM);
        Awaits.await("it to say that it ends", () -> service.get("/readyz").equals("503 it ends\n"), () -> service.get("/readyz"));
        assertEquals("200 ok\n", service.get("/healthz"));
        assertTrue(service.get("/api/v1/status").contains("\"state\":\"ending\""), service.get("/api/v1/status"));
        go("1");
        service.process().awaitEnd().exited(0);
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    @Test
    void whoComesBeforeItIsThereWaitsAtThePortOfItsStarter() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "no Python to do as systemd does");
        sandbox.file("start", """
                import os, socket
                s = socket.create_server(("127.0.0.1", 0))
                os.dup2(os.dup(s.fileno()), 3, inheritable=True)
                open("port.new", "w").write(str(s.getsockname()[1]))
                os.rename("port.new", "port")
                os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
                os.execvp("drover", ["drover", "serve", "--name", "web", "--store", "web.db", "--http", "systemd"])
                """);
        DroverProcess service = sandbox.shell("exec python3 start").start();
        sandbox.awaitFile("port");
        int port = Integer.parseInt(Files.readString(sandbox.path("port")));
        try (Socket early = new Socket(InetAddress.getLoopbackAddress(), port)) {
            early.getOutputStream().write("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(early.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.endsWith("\r\n\r\nok\n"), answer);
        }
        Awaits.await("the service to take tasks", () -> service.err().contains("takes tasks"), service::describe);
        assertTrue(service.err().contains("its page is at http://127.0.0.1:" + port + "/"), service.err());
        assertEquals("", said("submit", "--wait", "'ls -l /proc/self/fd | grep socket; env | grep LISTEN_; true'"));
        String told = said("upgrade");
        service.awaitEnd().exited(0);
        try (Socket late = new Socket(InetAddress.getLoopbackAddress(), port)) {
            late.getOutputStream().write("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(late.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.endsWith("\r\n\r\nok\n"), answer);
        }
        Posix.kill(Integer.parseInt(told.split(" ")[2]), Signal.TERM);
        sandbox.awaitNobodyLeft();
        sandbox.shell("drover serve --http systemd --store web.db").start().awaitEnd().exited(255).oneLine("there is not one socket from systemd");
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
