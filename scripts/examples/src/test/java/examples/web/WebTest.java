package examples.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {
    /** Nothing, a part of a head, and a body that never ends. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nx"})
    void nobodyWaitsForAServerForEver(String beginning) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new Thread(() -> serve(server, beginning), "server").start();
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            IOException failure = assertThrows(IOException.class, () -> Web.get(address, Duration.ofMillis(200)));
            assertEquals(address + " does not answer within 200 ms", failure.getMessage());
        }
    }

    private static void serve(ServerSocket server, String beginning) {
        try (Socket client = server.accept(); OutputStream out = client.getOutputStream()) {
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (beginning.endsWith("x")) {
                out.write('x');
                Thread.sleep(20);
            }
            // Until the client has gone.
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | InterruptedException e) {
            // The client has gone.
            return;
        }
    }
}
