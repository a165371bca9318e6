package io.drover.supervisor.threads;

import com.google.protobuf.ByteString;
import io.drover.posix.Signal;
import io.drover.proto.ToWorker;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.task.Task;
import io.drover.wire.Scoreboard;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Workers in this process. A signal interrupts what they run, and KILL has it go on unheard, for a thread cannot be ended from
 * outside.
 */
public final class ThreadWorkers extends WorkersHere<ThreadWorker> {
    private final Supplier<? extends Task<byte[], byte[]>> tasks;
    /** Of those that live, and of those that are dead and not forgotten. */
    private final Map<WorkerKey, String> logs = new ConcurrentHashMap<>();

    /** @param tasks makes the task of each slot, in its thread */
    public ThreadWorkers(Supplier<? extends Task<byte[], byte[]>> tasks) {
        this.tasks = tasks;
    }

    Task<byte[], byte[]> newTask() {
        return tasks.get();
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
    public String log(WorkerKey worker) {
        return logs.getOrDefault(worker, "");
    }

    @Override
    public void forget(WorkerKey worker) {
        logs.remove(worker);
    }

    // -------------------------------------------------------------- transport

    @Override
    public boolean send(WorkerKey worker, ToWorker message, List<ByteString> following) {
        ThreadWorker receiver = workers.get(worker);
        if (receiver != null) {
            receiver.receive(message, following);
        }
        return true;
    }

    /** What still runs is interrupted, and goes on unheard. */
    @Override
    public void close() {
        broadcast(Signal.TERM);
        broadcast(Signal.KILL);
    }
}
