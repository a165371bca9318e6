package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who speaks HTTP badly, or with bad intent: they are refused, and nobody else notices. */
class HttpFaultsIT extends InSteeredSandbox {
    private static final int CROWD = 2000;

    @Test
    void whatCanBeReadInTwoWaysIsNotRead() throws IOException {
        HttpService service = new HttpService(sandbox, "");
        String key = "Authorization: Bearer " + service.token() + "\n";
        String pause = "POST /api/v1/pause HTTP/1.1\nHost: localhost\n" + key + "Content-Length: 0\n\n";
        String status = "POST /api/v1/resume HTTP/1.1\nHost: localhost\n" + key;
        List<String> wrong = List.of(
                status + "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n" + pause,
                status + "Transfer-Encoding: chunked\nContent-Length: 5\n\n0\n\n" + pause,
                status + "Transfer-Encoding: chunked, identity\n\n0\n\n" + pause,
                status + "Transfer-Encoding: xchunked\n\n0\n\n" + pause,
                status + "Content-Length: 5\nContent-Length: 0\n\n" + pause,
                status + "Content-Length: 5, 0\n\n" + pause,
                status + "Content-Length: +0\n\n" + pause,
                status + "Content-Length : 0\n\n" + pause,
                status + "X: a\n folded: b\nContent-Length: 0\n\n" + pause,
                status + "Host: other\nContent-Length: 0\n\n" + pause,
                status + "X: a\0b\nContent-Length: 0\n\n" + pause,
                status + "Transfer-Encoding: chunked\n\nzz\n\n" + pause,
                "POST /api/v1/resume HTTP/1.1\n" + key + "Content-Length: 0\n\n" + pause,
                "POST /api/v1/resume\n\n" + pause,
                "POST /api/v1/resume HTTP/9.9\nHost: localhost\n" + key + "\n" + pause,
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\nHost: localhost\n\n" + pause,
                "GET / HTTP/1.1\nHost: localhost\nX: " + "x".repeat(20_000) + "\n\n" + pause,
                "\u0016\u0003\u0001\u0002\n\n" + pause);
        for (String one : wrong) {
            String answer = service.raw(one);
            assertFalse(answer.contains(" 200 "), () -> one + "\n->\n" + answer);
            assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.1 (400|404|414|421|431|501|505) .*") || answer.contains("SocketException"), () -> one + "\n->\n" + answer);
        }
        for (String path : new String[] {"/api/v1/../../healthz/x", "/healthz/..", "/%2e%2e/", "/api/v1/tasks/..%2f1", "/api/v1//status", "/healthz%00", "/healthz;x"}) {
            String answer = service.raw("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
            assertFalse(answer.contains("HTTP/1.1 2") && answer.contains("\"kind\""), () -> path + " " + answer);
        }
        assertStatus(421, service.raw("GET /healthz HTTP/1.1\nHost: evil.example\nConnection: close\n\n"));
        assertStatus(403, service.raw(status + "Origin: http://evil.example\nContent-Length: 0\nConnection: close\n\n"));
        assertTrue(tooLarge(service).startsWith("413 "));
        String chunk = "8000\n" + "x".repeat(0x8000) + "\n";
        String chunks = service.raw("POST /api/v1/tasks HTTP/1.1\nHost: localhost\n" + key + "Transfer-Encoding: chunked\n\n" + chunk.repeat(40) + "0\n\n");
        assertTrue(chunks.startsWith("HTTP/1.1 413 ") || chunks.contains("SocketException"), chunks);
        assertTrue(service.ask("POST", "/api/v1/tasks", "[".repeat(100_000)).startsWith("400 "));
        assertTrue(service.ask("POST", "/api/v1/tasks", "{\"command\": " + "[".repeat(100_000)).startsWith("400 "));
        assertTrue(service.get("/api/v1/status").contains("\"held\":null"), service.get("/api/v1/status"));
        assertTrue(service.get("/api/v1/status").contains("\"stored\":{}"), service.get("/api/v1/status"));

        sandbox.shell("drover serve --name other --store other.db --http " + service.port()).start().awaitEnd()
                .exited(255).oneLine("--http cannot listen at http://127.0.0.1:" + service.port());
        Posix.kill(service.process().pid(), Signal.TERM);
        service.process().awaitEnd().exited(0);
    }

    private static String tooLarge(HttpService service) {
        try {
            return service.ask("POST", "/api/v1/tasks", "{\"command\": \"" + "x".repeat(2 << 20) + "\"}");
        } catch (UncheckedIOException e) {
            // Who still writes when it is hung up on may not get to read why.
            return "413 " + e;
        }
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    @Test
    void thoseWhoSayNothingOrDoNotListenAreInNobodysWay() throws IOException {
        HttpService service = new HttpService(sandbox, "");
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket deaf = service.connect();
                deaf.getOutputStream().write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + service.token() + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                crowd.add(deaf);
            }
            for (int i = 0; i < CROWD; i++) {
                Socket idle = service.connect();
                crowd.add(idle);
                if (i % 2 == 0) {
                    idle.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            assertTrue(service.get("/api/v1/status").startsWith("200 "));
            sandbox.file("many", numbers(500));
            said("submit", "--wait", "true", "::::", "many");
            assertTrue(service.get("/api/v1/status").contains("\"stored\":{\"ok\":500}"), service.get("/api/v1/status"));
            long open = descriptors(service);
            assertTrue(open < 400, () -> open + " files are open");
            assertTrue(service.raw("GET /healthz HTTP/1.1\nHost: localhost\nConnection: close\n\n").endsWith("\nok\n"));
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
        Posix.kill(service.process().pid(), Signal.TERM);
        service.process().awaitEnd().exited(0);
    }

    private static long descriptors(HttpService service) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + service.process().pid() + "/fd"))) {
            return files.count();
        }
    }

    @Test
    void aSocketThatIsAFileIsForItsUserAlone() throws IOException {
        String serve = "exec drover serve --name file --store file.db --http unix:page.sock";
        DroverProcess killed = sandbox.shell(serve).start();
        Awaits.await("the service to take tasks", () -> killed.err().contains("takes tasks"), killed::describe);
        assertTrue(killed.err().contains("its page is at unix:" + sandbox.path("page.sock")), killed.err());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(sandbox.path("page.sock"))));
        sandbox.shell("drover serve --name other --store other.db --http unix:page.sock").start().awaitEnd().exited(255).oneLine("somebody listens there already");
        Posix.kill(killed.pid(), Signal.KILL);
        killed.awaitEnd();
        DroverProcess again = sandbox.shell(serve).start();
        Awaits.await("another to have its place", () -> again.err().contains("takes tasks"), again::describe);
        String answer = unix("GET /api/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.contains("\"kind\":\"service\""), answer);
        if ("root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/python3"))) {
            assertEquals("b''\n", ofNobody());
        }
        Posix.kill(again.pid(), Signal.TERM);
        again.awaitEnd().exited(0);
        sandbox.file("taken", "");
        sandbox.shell("drover serve --name file --store file.db --http unix:taken").start().awaitEnd().exited(255).oneLine("it is there, and no socket");
        assertTrue(Files.exists(sandbox.path("taken")));
    }

    /** What another user is answered, even where the file lets them in. */
    private String ofNobody() throws IOException {
        sandbox.file("nobody", """
                import os, socket
                os.chmod(".", 0o711); os.chmod("page.sock", 0o666)
                os.setgid(65534); os.setuid(65534)
                s = socket.socket(socket.AF_UNIX)
                s.connect("page.sock")
                try:
                    s.sendall(b"GET /healthz HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n")
                    print(s.recv(1000))
                except OSError:
                    print(b"")
                """);
        return sandbox.shell("python3 nobody").start().awaitEnd().exited(0).saidNothing().out();
    }

    private String unix(String request) throws IOException {
        try (var channel = java.nio.channels.SocketChannel.open(java.net.UnixDomainSocketAddress.of(sandbox.path("page.sock")))) {
            channel.write(StandardCharsets.ISO_8859_1.encode(request));
            return new String(java.nio.channels.Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
