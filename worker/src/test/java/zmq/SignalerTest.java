package zmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zmq.util.Errno;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SignalerTest {
    private final Errno errno = new Errno();
    private Ctx ctx;
    private Signaler signaler;
    private Selector selector;

    @BeforeEach
    void open() throws IOException {
        ctx = ZMQ.createContext();
        signaler = new Signaler(ctx, 7, errno);
        selector = Selector.open();
        signaler.getFd().register(selector, SelectionKey.OP_READ);
    }

    @AfterEach
    void close() throws IOException {
        selector.close();
        signaler.close();
        ctx.terminate();
    }

    private boolean readable() throws IOException {
        boolean readable = selector.selectNow() > 0;
        selector.selectedKeys().clear();
        return readable;
    }

    /** Wherever classes come from, this one is ours. */
    @Test
    void itTakesThePlaceOfTheLibrarys() {
        assertFalse(Signaler.class.getProtectionDomain().getCodeSource().getLocation().toString().contains("jeromq"));
    }

    @Test
    void aSignalIsThereUntilItIsTaken() throws IOException {
        assertFalse(signaler.waitEvent(0));
        assertEquals(ZError.EAGAIN, errno.get());
        signaler.send();
        assertTrue(readable());
        assertTrue(signaler.waitEvent(0));
        assertTrue(signaler.waitEvent(-1));
        signaler.recv();
        assertEquals(0, errno.get());
        assertFalse(readable());
        assertFalse(signaler.waitEvent(1));
        assertEquals(ZError.EAGAIN, errno.get());
    }

    @Test
    void manySignalsAreOne() throws IOException {
        for (int i = 0; i < 100_000; i++) {
            signaler.send();
        }
        assertTrue(signaler.waitEvent(0));
        signaler.recv();
        assertFalse(readable());
        signaler.send();
        assertTrue(signaler.waitEvent(0));
    }

    @Test
    void anInterruptIsToldAndHarmsNothing() throws IOException {
        Thread.currentThread().interrupt();
        signaler.send();
        assertTrue(Thread.currentThread().isInterrupted(), "whoever sends keeps it");
        assertFalse(signaler.waitEvent(-1));
        assertEquals(ZError.EINTR, errno.get());
        assertTrue(signaler.waitEvent(-1));
        Thread.currentThread().interrupt();
        signaler.recv();
        assertTrue(Thread.interrupted());
        signaler.send();
        assertTrue(signaler.waitEvent(0));
    }

    @Test
    void aWaitEndsWithTheContext() throws Exception {
        AtomicInteger seen = new AtomicInteger(-1);
        Thread reader = new Thread(() -> {
            signaler.waitEvent(-1);
            seen.set(errno.get());
        });
        reader.start();
        while (reader.getState() == Thread.State.NEW || reader.getState() == Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        signaler.close();
        reader.join();
        assertEquals(ZError.EINTR, seen.get());
    }

    /**
     * Whatever is sent is seen, by a reader that waits as an I/O thread does: for the channel, and then it looks without waiting. The queue
     * stands for the mailbox; a signal that got lost would leave the reader waiting for ever. And it is never woken for nothing, wherever a
     * sender loses the processor: that was the busy loop of the library's class.
     */
    @Test
    void nothingIsLostBetweenManySendersAndOneReaderAndNothingWakesItForNothing() throws Exception {
        int senders = 4;
        int each = 200_000;
        Queue<Integer> mailbox = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < each; n++) {
                    mailbox.add(n);
                    // Between the command and its signal, and within the signal, others get the processor.
                    if (n % 64 == 0) {
                        Thread.yield();
                    }
                    signaler.send();
                }
            });
            threads.add(thread);
            thread.start();
        }
        int read = 0;
        int fruitless = 0;
        while (read < senders * each) {
            selector.select();
            selector.selectedKeys().clear();
            Integer next = mailbox.poll();
            fruitless += next == null && !signaler.waitEvent(0) ? 1 : 0;
            while (next != null || signaler.waitEvent(0)) {
                if (next != null) {
                    read++;
                } else {
                    signaler.recv();
                }
                next = mailbox.poll();
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(senders * each, read);
        assertEquals(0, fruitless, "wakes of the reader for which there was neither a command nor a signal");
    }
}
