package io.drover.supervisor.threads;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.FromWorker;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.process.WorkerLauncher;
import io.drover.supervisor.transport.Transport;
import java.net.InetAddress;
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

/**
 * Workers in this process and the way to them, whatever they do: without processes and sockets there is little to be known of them.
 *
 * <p>What the loop asks for is confined to it; any thread may {@link #say} and {@link #wake}.
 *
 * @param <W> one that lives
 */
public abstract class WorkersHere<W> implements WorkerLauncher, Transport {
    /** A worker that has ended. */
    private record Exit(WorkerKey worker, ExitStatus status) {}

    /** Those that live. */
    protected final Map<WorkerKey, W> workers = new ConcurrentHashMap<>();
    private final Queue<FromWorker> messages = new ConcurrentLinkedQueue<>();
    private final Queue<Exit> exits = new ConcurrentLinkedQueue<>();
    private final Semaphore events = new Semaphore(0);

    /** A worker says something; nobody hears one that is dead. */
    public void say(FromWorker message) {
        messages.add(message);
        wake();
    }

    /** It says nothing more. */
    public void ended(WorkerKey worker, ExitStatus status) {
        workers.remove(worker);
        exits.add(new Exit(worker, status));
        wake();
    }

    // --------------------------------------------------------------- launcher

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
    public void broadcast(Signal signal) {
        workers.keySet().forEach(worker -> signal(worker, signal));
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
    public void tidy() {}

    @Override
    public void onExit(Runnable wake) {}

    // -------------------------------------------------------------- transport

    @Override
    public Address open(WorkerKey worker, IntPredicate announced) {
        return new Address("", "", "", InetAddress.getLoopbackAddress());
    }

    @Override
    public void linked(WorkerKey worker) {}

    @Override
    public void close(WorkerKey worker) {}

    @Override
    public void await(long timeoutMillis) {
        try {
            if (events.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS)) {
                events.drainPermits();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts the loop; if somebody did, it would be to look again.
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
}
