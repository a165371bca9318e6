package io.drover.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

class IoThreadsTest {
    @Test
    void theDeathOfAThreadIsTold() throws Exception {
        CompletableFuture<Throwable> failed = new CompletableFuture<>();
        // Never closed: that would wait for the thread.
        ZContext context = new ZContext(1);
        IoThreads.watch(context, failed::complete);
        ZMQ.Socket receiver = context.createSocket(SocketType.PULL);
        OutOfMemoryError full = new OutOfMemoryError("no room for a frame");
        receiver.setMsgAllocator(size -> {
            throw full;
        });
        receiver.bind("tcp://127.0.0.1:*");
        ZMQ.Socket sender = context.createSocket(SocketType.PUSH);
        sender.connect(receiver.getLastEndpoint());
        sender.send("a frame");
        assertEquals(full, failed.get(60, TimeUnit.SECONDS));
    }
}
