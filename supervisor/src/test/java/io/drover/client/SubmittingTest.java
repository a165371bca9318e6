package io.drover.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import io.drover.wire.MessageWriter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittingTest {
    private static final List<MessageWriter> TWO = List.of(new MessageWriter(), new MessageWriter());

    @TempDir
    private Path directory;

    @Test
    void whoFindsNoSuccessorSaysWhatIsStored() throws Exception {
        Path socket = directory.resolve("control");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket))) {
            CompletableFuture<Void> once = CompletableFuture.runAsync(() -> answerOnce(server));
            Found service = new Found(socket, SupervisorSight.newBuilder().setName("nobody else's").build().toByteArray());
            try (Submitting submitting = new Submitting(service, 0)) {
                assertEquals(List.of(1L, 2L), submitting.submit(TWO));
                String message = assertThrows(IOException.class, () -> submitting.submit(TWO)).getMessage();
                assertEquals("nobody else's has ended, and nobody took over from it within 0 s: 2 tasks are stored, and of the 2 behind them nobody"
                        + " knows: see drover tasks", message.replaceFirst(" \\(.*\\)", ""));
            }
            once.join();
        }
    }

    private static void answerOnce(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            ControlRequest.parseDelimitedFrom(Channels.newInputStream(client));
            ControlReply.newBuilder().setSubmitted(ControlReply.Submitted.newBuilder().addIds(1).addIds(2)).build()
                    .writeDelimitedTo(Channels.newOutputStream(client));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
