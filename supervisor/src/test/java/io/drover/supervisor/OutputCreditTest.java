package io.drover.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.drover.proto.FromWorker;
import io.drover.proto.ToWorker;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class OutputCreditTest {
    private static final WorkerKey FIRST = new WorkerKey(0, 1);
    private static final WorkerKey SECOND = new WorkerKey(1, 1);

    private final List<String> sent = new ArrayList<>();
    private final AtomicInteger wakes = new AtomicInteger();
    private final OutputCredit credit = new OutputCredit(new Transport() {
        @Override
        public boolean send(WorkerKey worker, ToWorker message, List<ByteString> following) {
            return sent.add(worker + " " + message.getOutputCredit());
        }

        @Override
        public void wake() {
            wakes.incrementAndGet();
        }

        @Override
        public Address open(WorkerKey worker, IntPredicate announced) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void linked(WorkerKey worker) {}

        @Override
        public void close(WorkerKey worker) {}

        @Override
        public void await(long timeoutMillis) {}

        @Override
        public void drain(Consumer<FromWorker> handler) {}

        @Override
        public void drainCutOff(Consumer<WorkerKey> handler) {}

        @Override
        public String failure() {
            return null;
        }

        @Override
        public void close() {}
    });

    @Test
    void whatComesBackGoesToWhomItCameFrom() {
        Receipt first = credit.of(FIRST);
        Receipt second = credit.of(SECOND);
        second.give(300);
        first.give(10);
        second.give(40);
        credit.settle();
        assertEquals(List.of(SECOND + " 340", FIRST + " 10"), sent);
        credit.settle();
        assertEquals(2, sent.size());
        credit.of(FIRST).give(1);
        credit.settle();
        assertEquals(FIRST + " 1", sent.get(2));
    }

    /** Receipts may come back by the thousand, and nothing is said of what is nothing. */
    @Test
    void theLoopIsWokenOnceForAllThatComesBack() {
        Receipt receipt = credit.of(FIRST);
        receipt.give(0);
        assertEquals(0, wakes.get());
        for (int i = 0; i < 1000; i++) {
            receipt.give(1);
        }
        assertEquals(1, wakes.get());
        credit.settle();
        assertEquals(List.of(FIRST + " 1000"), sent);
    }

    @Test
    void nothingIsLostBetweenTheThreads() throws InterruptedException {
        Receipt receipt = credit.of(FIRST);
        Thread giver = new Thread(() -> {
            for (int i = 0; i < 100_000; i++) {
                receipt.give(1);
            }
        });
        giver.start();
        while (giver.isAlive()) {
            credit.settle();
        }
        giver.join();
        credit.settle();
        assertEquals(100_000, sent.stream().mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))).sum());
    }
}
