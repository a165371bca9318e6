package io.drover.supervisor;

import io.drover.proto.ToWorker;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.transport.Transport;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gives workers leave to send more output as theirs is taken care of, first come, first served. A slow disk or reader
 * thereby stops the commands that print, and nothing piles up here.
 */
final class OutputCredit {
    private record Received(WorkerKey worker, long bytes) {}

    private final Transport transport;
    private final Deque<Received> outstanding = new ArrayDeque<>();

    OutputCredit(Transport transport) {
        this.transport = transport;
    }

    void received(WorkerKey worker, long bytes) {
        outstanding.add(new Received(worker, bytes));
    }

    void release(long bytes) {
        long left = bytes;
        while (left > 0 && !outstanding.isEmpty()) {
            Received oldest = outstanding.poll();
            long now = Math.min(left, oldest.bytes());
            left -= now;
            if (now < oldest.bytes()) {
                outstanding.addFirst(new Received(oldest.worker(), oldest.bytes() - now));
            }
            transport.send(oldest.worker(), ToWorker.newBuilder().setOutputCredit(now).build());
        }
    }
}
