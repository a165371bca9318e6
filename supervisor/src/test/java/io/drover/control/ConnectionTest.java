package io.drover.control;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.client.ControlClient;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectionTest {
    @TempDir
    Path directory;

    /** As after a build that has written over the jar of a supervisor. */
    @Test
    void whoCannotLoadWhatItTakesToAnswerSaysSo() throws Exception {
        Path socket = directory.resolve("control");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serve(server));
            try (ControlClient client = ControlClient.connect(socket)) {
                String message = assertThrows(IOException.class, client::look).getMessage();
                assertTrue(message.contains("was overwritten while it runs (java.lang.NoClassDefFoundError: some/Name)"), message);
                assertTrue(assertThrows(IOException.class, client::look).getMessage().equals("it has ended"), "it hangs up");
            }
            serving.join();
        }
    }

    private static void serve(ServerSocketChannel server) {
        try (SocketChannel channel = server.accept(); Selector selector = Selector.open()) {
            Connection connection = new Connection(channel, request -> {
                throw new NoClassDefFoundError("some/Name");
            });
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            while (channel.isOpen()) {
                selector.select();
                connection.go(key);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
