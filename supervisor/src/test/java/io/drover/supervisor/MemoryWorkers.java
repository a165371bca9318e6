package io.drover.supervisor;

import com.google.protobuf.ByteString;
import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.FromWorker;
import io.drover.proto.ToWorker;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.process.WorkerLauncher;
import io.drover.supervisor.transport.Transport;
import io.drover.wire.Scoreboard;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Workers that are threads of this process, and the way to them: what a loop needs of the world without processes and sockets. */
final class MemoryWorkers implements WorkerLauncher, Transport {
    /** A worker that has ended. */
    private record Exit(WorkerKey worker, ExitStatus status) {}

    private final Map<WorkerKey, MemoryWorker> workers = new ConcurrentHashMap<>();
    private final Queue<FromWorker> messages = new ConcurrentLinkedQueue<>();
    private final Queue<Exit> exits = new ConcurrentLinkedQueue<>();
    private final Semaphore events = new Semaphore(0);

    /** How many live. */
    int alive() {
        return workers.size();
    }

    void say(FromWorker message) {
        messages.add(message);
        wake();
    }

    void ended(WorkerKey worker, ExitStatus status) {
        workers.remove(worker);
        exits.add(new Exit(worker, status));
        wake();
    }

    // --------------------------------------------------------------- launcher

    @Override
    public Scoreboard launch(WorkerKey worker, int slots, WorkerJvm jvm, Instructions instructions) throws IOException {
        Scoreboard board = Scoreboard.inMemory(slots);
        WorkerSetup setup = instructions.with(board).build();
        MemoryWorker started = new MemoryWorker(this, worker, setup, board);
        workers.put(worker, started);
        started.start();
        return board;
    }

    @Override
    public void yieldSlots(WorkerKey worker) {}

    @Override
    public OptionalInt processOf(WorkerKey worker) {
        return OptionalInt.empty();
    }

    @Override
    public long residentBytes(WorkerKey worker) {
        return 0;
    }

    @Override
    public void signal(WorkerKey worker, Signal signal) {
        MemoryWorker receiver = workers.get(worker);
        if (receiver != null) {
            receiver.signal(signal);
        }
    }

    @Override
    public void broadcast(Signal signal) {
        workers.values().forEach(worker -> worker.signal(signal));
    }

    @Override
    public void awaitStops() {}

    @Override
    public void drainExits(BiConsumer<WorkerKey, ExitStatus> handler) {
        for (Exit exit = exits.poll(); exit != null; exit = exits.poll()) {
            handler.accept(exit.worker(), exit.status());
        }
    }

    @Override
    public int sweepOrphans() {
        return 0;
    }

    @Override
    public String logTail(WorkerKey worker) {
        return "";
    }

    @Override
    public String log(WorkerKey worker) {
        return "";
    }

    @Override
    public void trimLogs() {}

    @Override
    public void forget(WorkerKey worker) {}

    @Override
    public void onExit(Runnable wake) {}

    // -------------------------------------------------------------- transport

    @Override
    public Address open(WorkerKey worker, IntPredicate announced) {
        return new Address("memory", "memory", "", InetAddress.getLoopbackAddress());
    }

    @Override
    public void linked(WorkerKey worker) {}

    @Override
    public boolean send(WorkerKey worker, ToWorker message, List<ByteString> following) {
        MemoryWorker receiver = workers.get(worker);
        if (receiver != null) {
            receiver.receive(message);
        }
        return true;
    }

    @Override
    public void close(WorkerKey worker) {}

    @Override
    public void await(long timeoutMillis) {
        try {
            if (events.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS)) {
                events.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void drain(Consumer<FromWorker> handler) {
        for (FromWorker message = messages.poll(); message != null; message = messages.poll()) {
            handler.accept(message);
        }
    }

    @Override
    public void drainCutOff(Consumer<WorkerKey> handler) {}

    @Override
    public String failure() {
        return null;
    }

    @Override
    public void wake() {
        events.release();
    }

    @Override
    public void close() {}
}
