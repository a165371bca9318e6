package io.drover.supervisor.threads;

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
import io.drover.task.Task;
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
import java.util.function.Supplier;

/**
 * Workers in this process. A signal interrupts what they run, and KILL has it go on unheard, for a thread cannot be ended from
 * outside.
 *
 * <p>What the loop asks for is confined to it; any thread may {@link #say} and {@link #wake}.
 */
public final class ThreadWorkers implements WorkerLauncher, Transport {
    /** A worker that has ended. */
    private record Exit(WorkerKey worker, ExitStatus status) {}

    private final Supplier<? extends Task<byte[], byte[]>> tasks;
    private final Map<WorkerKey, ThreadWorker> workers = new ConcurrentHashMap<>();
    /** Of those that live, and of those that are dead and not forgotten. */
    private final Map<WorkerKey, String> logs = new ConcurrentHashMap<>();
    private final Queue<FromWorker> messages = new ConcurrentLinkedQueue<>();
    private final Queue<Exit> exits = new ConcurrentLinkedQueue<>();
    private final Semaphore events = new Semaphore(0);

    /** @param tasks makes the task of each slot, in its thread */
    public ThreadWorkers(Supplier<? extends Task<byte[], byte[]>> tasks) {
        this.tasks = tasks;
    }

    Task<byte[], byte[]> newTask() {
        return tasks.get();
    }

    /** A worker says something; nobody hears one that is dead. */
    void say(FromWorker message) {
        messages.add(message);
        wake();
    }

    /** It says nothing more. */
    void ended(WorkerKey worker, ExitStatus status) {
        workers.remove(worker);
        exits.add(new Exit(worker, status));
        wake();
    }

    // --------------------------------------------------------------- launcher

    @Override
    public Scoreboard launch(WorkerKey worker, int slots, WorkerJvm jvm, Instructions instructions) throws IOException {
        Scoreboard board = Scoreboard.inMemory(slots);
        board.takesAtMost(Long.MAX_VALUE);
        WorkerSetup setup = instructions.with(board).build();
        ThreadWorker started = new ThreadWorker(this, worker, setup, board);
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
        ThreadWorker receiver = workers.get(worker);
        if (receiver != null) {
            switch (signal) {
                case QUIT -> logs.put(worker, receiver.threadDump());
                case INT, TERM, HUP -> receiver.stop();
                case KILL -> receiver.kill();
                case USR1, USR2, PIPE, STOP, TSTP, CONT, TTIN, TTOU -> { }
            }
        }
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
    public String log(WorkerKey worker) {
        return logs.getOrDefault(worker, "");
    }

    @Override
    public void trimLogs() {}

    @Override
    public void forget(WorkerKey worker) {
        logs.remove(worker);
    }

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
    public boolean send(WorkerKey worker, ToWorker message, List<ByteString> following) {
        ThreadWorker receiver = workers.get(worker);
        if (receiver != null) {
            receiver.receive(message, following);
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

    /** What still runs is interrupted, and goes on unheard. */
    @Override
    public void close() {
        broadcast(Signal.TERM);
        broadcast(Signal.KILL);
    }
}
