package io.drover.supervisor;

import com.google.protobuf.ByteString;
import io.drover.posix.Signal;
import io.drover.proto.ToWorker;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.threads.WorkersHere;
import io.drover.wire.Scoreboard;
import java.io.IOException;
import java.util.List;

/** Workers that are threads of this process, and the way to them: what a loop needs of the world without processes and sockets. */
final class MemoryWorkers extends WorkersHere<MemoryWorker> {
    /** How many live. */
    int alive() {
        return workers.size();
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
    public void signal(WorkerKey worker, Signal signal) {
        MemoryWorker receiver = workers.get(worker);
        if (receiver != null) {
            receiver.signal(signal);
        }
    }

    @Override
    public String log(WorkerKey worker) {
        return "";
    }

    @Override
    public void forget(WorkerKey worker) {}

    // -------------------------------------------------------------- transport

    @Override
    public boolean send(WorkerKey worker, ToWorker message, List<ByteString> following) {
        MemoryWorker receiver = workers.get(worker);
        if (receiver != null) {
            receiver.receive(message);
        }
        return true;
    }

    @Override
    public void close() {}
}
