package io.drover.supervisor;

import io.drover.proto.ToWorker;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.transport.Transport;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives workers leave to send more output as theirs is taken care of. A slow disk or reader thereby stops the commands
 * that print, and nothing piles up here.
 *
 * <p>Confined to the loop, as the transport is; only receipts are given back from other threads.
 */
final class OutputCredit {
    private final Transport transport;
    private final Map<WorkerKey, Account> accounts = new HashMap<>();
    /** Those with something to give. */
    private final Queue<Account> due = new ConcurrentLinkedQueue<>();

    OutputCredit(Transport transport) {
        this.transport = transport;
    }

    /** For all that {@code worker} sends. */
    Receipt of(WorkerKey worker) {
        return accounts.computeIfAbsent(worker, Account::new);
    }

    /** Tells the workers what has come back. */
    void settle() {
        for (Account account = due.poll(); account != null; account = due.poll()) {
            transport.send(account.worker, ToWorker.newBuilder().setOutputCredit(account.given.getAndSet(0)).build());
        }
    }

    /** The worker is over; what is still given back goes nowhere. */
    void forget(WorkerKey worker) {
        accounts.remove(worker);
    }

    private final class Account implements Receipt {
        private final WorkerKey worker;
        private final AtomicLong given = new AtomicLong();

        Account(WorkerKey worker) {
            this.worker = worker;
        }

        @Override
        public void give(long bytes) {
            if (bytes > 0 && given.getAndAdd(bytes) == 0) {
                due.add(this);
                transport.wake();
            }
        }
    }
}
