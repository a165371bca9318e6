package zmq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ErrandTest {
    @Test
    void errandsAreDoneInTheThreadOfTheSocketOneAfterTheOther() throws InterruptedException {
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        try (ZContext context = new ZContext(); ZMQ.Socket socket = context.createSocket(SocketType.PULL)) {
            socket.bind("tcp://127.0.0.1:*");
            for (String name : List.of("one", "two", "three")) {
                Errand.send(socket.base(), () -> {
                    threads.add(Thread.currentThread().getName());
                    done.add(name);
                });
            }
            assertEquals(List.of("one", "two", "three"), List.of(done.take(), done.take(), done.take()));
        }
        assertEquals(Set.of("iothread-2"), Set.copyOf(threads));
    }
}
